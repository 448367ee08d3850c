package org.opportune.rulebook;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import org.drools.base.util.Drools;
import org.drools.compiler.compiler.io.memory.MemoryFileSystem;
import org.drools.compiler.kie.builder.impl.InternalKieModule;
import org.drools.compiler.kie.builder.impl.KieBuilderImpl;
import org.drools.compiler.kie.builder.impl.MemoryKieModule;
import org.drools.model.codegen.ExecutableModelProject;
import org.drools.modelcompiler.CanonicalKieModule;
import org.jspecify.annotations.Nullable;
import org.kie.api.KieServices;
import org.kie.api.builder.KieBuilder;
import org.kie.api.builder.KieFileSystem;
import org.kie.api.builder.Message;
import org.kie.api.builder.ReleaseId;
import org.kie.api.builder.model.KieModuleModel;
import org.kie.api.runtime.KieContainer;
import org.opportune.model.Step;
import org.opportune.rulebook.ByteCodeCheck.Violation;

/** Lets Drools compile one text a step, and loads nothing of what came out before it was checked. */
final class EngineBuild {
    private static final String GROUP = "org.opportune";
    private static final String SUFFIX = ".class";
    private static final String PROJECT = "org/drools/project/model/ProjectModel_";
    /** The classes that hold the rules of a step, which load the others. */
    private static final Pattern RULES = Pattern.compile("opportune/[a-z]+/Rules[0-9A-F]{32}");

    /** By which the engine decides in how many threads it builds; it knows them for a whole process only. */
    private static final Map<String, String> IN_ONE_THREAD = Map.of(
            "drools.parallelRulesBuildThreshold", "-1",
            "drools.parallelLambdaExternalization", "false");

    private final RowClasses classes;
    private final @Nullable ByteCodeCheck check;
    private final @Nullable RuleLoader before;

    /**
     * Takes the rows.
     *
     * @param check null only where tests prove that the other layers hold by themselves
     * @param before what the rulebook before was loaded by; null when there is none
     */
    EngineBuild(RowClasses classes, @Nullable ByteCodeCheck check, @Nullable RuleLoader before) {
        this.classes = classes;
        this.check = check;
        this.before = before;
    }

    /**
     * What came of it.
     *
     * @param loaded null with errors or violations
     */
    record Built(
            List<Message> errors,
            List<Violation> violations,
            @Nullable Loaded loaded) {}

    /** What is in the engine now. */
    record Loaded(ReleaseId id, KieContainer container, RuleClasses classes, RuleLoader loader) {}

    static void inOneThread() {
        IN_ONE_THREAD.forEach(System::setProperty);
    }

    Built build(Map<Step, String> texts) {
        KieServices services = services();
        ReleaseId id = services.newReleaseId(
                GROUP, "rules", "1"); // in the name of each class; the same test is the same class
        KieFileSystem system = services.newKieFileSystem().generateAndWritePomXML(id);
        texts.forEach((step, text) -> system.write(path(step), text));
        RuleClasses compiled;
        try {
            KieBuilder builder = services.newKieBuilder(system, classes).buildAll(ExecutableModelProject.class);
            List<Message> errors = builder.getResults().getMessages(Message.Level.ERROR);
            if (!errors.isEmpty()) {
                return new Built(errors, List.of(), null);
            }
            if (classes.getParent() instanceof VisibleClasses visible && !visible.resolvedNames()) {
                throw new IllegalStateException(
                        "the engine did not compile with its own compiler, which alone looks names"
                                + " up where it is told to; drools.dialect.java.compiler must not be set");
            }
            compiled = rules((InternalKieModule) builder.getKieModule());
        } finally {
            services.getRepository().removeKieModule(id);
        }
        return load(compiled);
    }

    /** Of what was compiled before, here or in another process. */
    Built load(RuleClasses compiled) {
        List<Violation> violations = check == null ? List.of() : check.check(compiled.byName());
        if (!violations.isEmpty()) {
            return new Built(List.of(), violations, null);
        }
        RuleLoader loader = RuleLoader.of(classes, compiled, before);
        KieServices services = services();
        ReleaseId id = newId(services);
        MemoryFileSystem files = new MemoryFileSystem();
        StringBuilder model = new StringBuilder(CanonicalKieModule.MODEL_VERSION + Drools.getFullVersion());
        compiled.byName().forEach((name, code) -> {
            if (!loader.has(name)) {
                files.write(name + SUFFIX, code);
            }
            if (RULES.matcher(name).matches()) {
                model.append('\n').append(name.replace('/', '.'));
            }
        });
        files.write(CanonicalKieModule.getModelFileWithGAV(id), model.toString().getBytes(StandardCharsets.UTF_8));
        KieModuleModel base = services.newKieModuleModel();
        KieBuilderImpl.setDefaultsforEmptyKieModule(base);
        services.getRepository().addKieModule(new CanonicalKieModule(new MemoryKieModule(id, base, files)));
        try {
            KieContainer container = services.newKieContainer(id, loader);
            return new Built(List.of(), List.of(), new Loaded(id, container, compiled, loader));
        } catch (RuntimeException | Error e) {
            services.getRepository().removeKieModule(id);
            throw e;
        }
    }

    private static ReleaseId newId(KieServices services) {
        return services.newReleaseId(GROUP, "rulebook", UUID.randomUUID().toString());
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

    /** Without the class in which the engine lists them for those who read its archives. */
    private static RuleClasses rules(InternalKieModule module) {
        Map<String, byte[]> byName = new TreeMap<>();
        module.getClassesMap().forEach((file, code) -> {
            String name = file.endsWith(SUFFIX) ? file.substring(0, file.length() - SUFFIX.length()) : file;
            if (!name.startsWith(PROJECT)) {
                byName.put(name, code);
            }
        });
        return new RuleClasses(byName);
    }
}
