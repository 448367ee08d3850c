package org.opportune.rulebook;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.drools.compiler.kie.builder.impl.InternalKieModule;
import org.drools.model.codegen.ExecutableModelProject;
import org.jspecify.annotations.Nullable;
import org.kie.api.KieServices;
import org.kie.api.builder.KieBuilder;
import org.kie.api.builder.KieFileSystem;
import org.kie.api.builder.Message;
import org.kie.api.builder.ReleaseId;
import org.kie.api.runtime.KieContainer;
import org.opportune.model.Step;
import org.opportune.rulebook.ByteCodeCheck.Violation;

/** Lets Drools compile one text a step, and loads nothing of what came out before it was checked. */
final class EngineBuild {
    private static final String SUFFIX = ".class";

    /** By which the engine decides in how many threads it builds; it knows them for a whole process only. */
    private static final Map<String, String> IN_ONE_THREAD = Map.of(
            "drools.parallelRulesBuildThreshold", "-1",
            "drools.parallelLambdaExternalization", "false");

    private final RowClasses classes;
    private final @Nullable ByteCodeCheck check;

    /** Without a check only where tests prove that the other layers hold by themselves. */
    EngineBuild(RowClasses classes, @Nullable ByteCodeCheck check) {
        this.classes = classes;
        this.check = check;
    }

    /**
     * What came of it.
     *
     * @param container null with errors or violations
     */
    record Built(
            ReleaseId id,
            List<Message> errors,
            List<Violation> violations,
            @Nullable KieContainer container) {}

    static void inOneThread() {
        IN_ONE_THREAD.forEach(System::setProperty);
    }

    Built build(Map<Step, String> texts) {
        KieServices services = services();
        ReleaseId id = services.newReleaseId(
                "org.opportune", "rulebook", UUID.randomUUID().toString());
        KieFileSystem system = services.newKieFileSystem().generateAndWritePomXML(id);
        texts.forEach((step, text) -> system.write(path(step), text));
        try {
            KieBuilder builder = services.newKieBuilder(system, classes).buildAll(ExecutableModelProject.class);
            List<Message> errors = builder.getResults().getMessages(Message.Level.ERROR);
            if (errors.isEmpty() && classes.getParent() instanceof VisibleClasses visible && !visible.resolvedNames()) {
                throw new IllegalStateException(
                        "the engine did not compile with its own compiler, which alone looks names"
                                + " up where it is told to; drools.dialect.java.compiler must not be set");
            }
            List<Violation> violations =
                    errors.isEmpty() ? violations(id, (InternalKieModule) builder.getKieModule()) : List.of();
            if (errors.isEmpty() && violations.isEmpty()) {
                KieContainer container = services.newKieContainer(id, classes);
                return new Built(id, errors, violations, container);
            }
            services.getRepository().removeKieModule(id);
            return new Built(id, errors, violations, null);
        } catch (RuntimeException | Error e) {
            services.getRepository().removeKieModule(id);
            throw e;
        }
    }

    /** The engine looks itself up in the thread's class loader once, and remembers for good what it did not find. */
    private static KieServices services() {
        Thread thread = Thread.currentThread();
        ClassLoader loader = thread.getContextClassLoader();
        thread.setContextClassLoader(EngineBuild.class.getClassLoader());
        try {
            return KieServices.get();
        } finally {
            thread.setContextClassLoader(loader);
        }
    }

    /** The server names the files; the folder is the package, as Drools wants it. */
    private static String path(Step step) {
        return "src/main/resources/opportune/" + step.folder() + "/rules.drl";
    }

    private List<Violation> violations(ReleaseId id, InternalKieModule module) {
        if (check == null) {
            return List.of();
        }
        Map<String, byte[]> generated = new HashMap<>();
        module.getClassesMap().forEach((file, code) -> generated.put(internalName(file), code));
        List<Violation> violations = new ArrayList<>();
        for (String file : module.getFileNames()) {
            byte[] known = generated.get(internalName(file));
            if (file.endsWith(SUFFIX) && (known == null || !Arrays.equals(known, module.getBytes(file)))) {
                violations.add(new Violation(internalName(file), null, "a class beside those that are loaded"));
            }
        }
        violations.addAll(check.check(generated, model(id)));
        return violations;
    }

    private static String internalName(String file) {
        return file.endsWith(SUFFIX) ? file.substring(0, file.length() - SUFFIX.length()) : file;
    }

    /** The class in which Drools lists the rules' classes. */
    private static String model(ReleaseId id) {
        return "org/drools/project/model/ProjectModel_"
                + (id.getGroupId() + "_" + id.getArtifactId() + "_" + id.getVersion()).replaceAll("[^A-Za-z0-9]", "_");
    }
}
