package org.opportune;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The order of the packages. A package imports only packages to its left, and a package that is not in the list does not exist. */
class ArchitectureTest {
    private static final List<String> ORDER = List.of(
            "kernel",
            "statistics",
            "learning",
            "lifetime",
            "http",
            "journal",
            "jdbc",
            "intake",
            "vocabulary",
            "wording",
            "catalogue",
            "model",
            "source",
            "analysis",
            "rulebook",
            "profile",
            "classification",
            "eligibility",
            "policy",
            "brakes",
            "experiments",
            "arbitration",
            "reservation",
            "ledger",
            "attribution",
            "decision",
            "outcomes",
            "comparison",
            "releases",
            "status",
            "security",
            "imports",
            "webhooks",
            "privacy",
            "reports",
            "demo",
            "wiring",
            "cli",
            "launcher");

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.opportune");

    @Test
    void everyPackageIsInTheList() {
        TreeSet<String> packages = CLASSES.stream()
                .map(JavaClass::getPackageName)
                .map(name -> name.replaceFirst("org\\.opportune\\.?", ""))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(packages).isSubsetOf(ORDER);
    }

    @Test
    void aPackageImportsOnlyPackagesToItsLeft() {
        for (String name : ORDER) {
            String[] right = ORDER.subList(ORDER.indexOf(name) + 1, ORDER.size()).stream()
                    .map(later -> "org.opportune." + later + "..")
                    .toArray(String[]::new);
            if (right.length > 0) {
                noClasses()
                        .that()
                        .resideInAPackage("org.opportune." + name + "..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(right)
                        .allowEmptyShould(true)
                        .check(CLASSES);
            }
        }
    }

    @Test
    void onlyTheRulebookKnowsDrools() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.opportune.rulebook..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.kie..", "org.drools..")
                .check(CLASSES);
    }

    @Test
    void onlyTheWordingAndPolicyKnowIcu() {
        noClasses()
                .that()
                .resideOutsideOfPackages("org.opportune.wording..", "org.opportune.policy..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.ibm.icu..")
                .check(CLASSES);
    }

    @Test
    void theStepsKnowNoContainer() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "org.opportune.kernel..",
                        "org.opportune.rulebook..",
                        "org.opportune.classification..",
                        "org.opportune.eligibility..",
                        "org.opportune.arbitration..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jakarta..", "org.eclipse.microprofile..")
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAnyPackage("org.opportune.profile..", "org.opportune.brakes..", "org.opportune.decision..")
                .and()
                .haveSimpleNameNotEndingWith("Resource")
                .and()
                .haveSimpleNameNotEndingWith("Headers")
                .and()
                .haveSimpleNameNotEndingWith("Shape")
                .and()
                .haveSimpleNameNotEndingWith("Metrics")
                .and()
                .haveNameNotMatching(".*\\.(Jpa\\w+|\\w+Row)(\\$.*)?")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jakarta.ws..", "jakarta.persistence..", "jakarta.enterprise..", "jakarta.inject..")
                .check(CLASSES);
    }
}
