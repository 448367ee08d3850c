package org.opportune.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.HttpMethod;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AccessTest {
    private static final Set<String> ROLES =
            Arrays.stream(Role.values()).map(Role::id).collect(Collectors.toSet());

    static class Silent {
        public void said() {}
    }

    @RolesAllowed({"agent", "admin"})
    static class Spoken {
        public void asTheClass() {}

        @PermitAll
        public void everybody() {}

        @RolesAllowed("admin")
        public void fewer() {}

        @DenyAll
        public void nobody() {}
    }

    @ParameterizedTest
    @EnumSource
    void whatDoesNotSayWhomItServesServesNobody(Role role) throws NoSuchMethodException {
        assertThat(access(Silent.class, "said").serves(new Caller("somebody", role)))
                .isFalse();
        assertThat(access(Spoken.class, "nobody").serves(new Caller("somebody", role)))
                .isFalse();
    }

    @Test
    void aMethodSpeaksBeforeItsClass() throws NoSuchMethodException {
        Caller agent = new Caller("somebody", Role.AGENT);
        assertThat(access(Spoken.class, "asTheClass").serves(agent)).isTrue();
        assertThat(access(Spoken.class, "fewer").serves(agent)).isFalse();
        assertThat(access(Spoken.class, "everybody").everybody()).isTrue();
    }

    @Test
    void aRoleIsNotServedUnlessItIsListed() throws NoSuchMethodException {
        assertThat(access(Spoken.class, "asTheClass").serves(new Caller("somebody", Role.WEBSITE)))
                .isFalse();
    }

    private static Access access(Class<?> resource, String method) throws NoSuchMethodException {
        return Access.to(resource, resource.getMethod(method));
    }

    @Test
    void everyOperationSaysWhomItServes() {
        List<String> silent = operations()
                .filter(method -> !says(method, RolesAllowed.class)
                        && !says(method, PermitAll.class)
                        && !says(method, DenyAll.class))
                .map(JavaMethod::getFullName)
                .toList();
        assertThat(silent).isEmpty();
    }

    @Test
    void everyOperationListsRolesThatThereAreAndAdminAmongThem() {
        List<String> wrong = operations()
                .filter(method -> says(method, RolesAllowed.class))
                .filter(method ->
                        !ROLES.containsAll(roles(method)) || !roles(method).contains("admin"))
                .map(method -> method.getFullName() + " " + roles(method))
                .toList();
        assertThat(wrong).isEmpty();
    }

    private static java.util.stream.Stream<JavaMethod> operations() {
        return new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("org.opportune").stream()
                        .flatMap((JavaClass type) -> type.getMethods().stream())
                        .filter(method -> method.isMetaAnnotatedWith(HttpMethod.class));
    }

    private static boolean says(JavaMethod method, Class<? extends java.lang.annotation.Annotation> what) {
        return method.isAnnotatedWith(what) || method.getOwner().isAnnotatedWith(what);
    }

    private static List<String> roles(JavaMethod method) {
        return List.of(method.tryGetAnnotationOfType(RolesAllowed.class)
                .or(() -> method.getOwner().tryGetAnnotationOfType(RolesAllowed.class))
                .orElseThrow()
                .value());
    }
}
