package org.opportune.rulebook;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.drools.model.codegen.ExecutableModelProject;
import org.jspecify.annotations.Nullable;
import org.kie.api.KieServices;
import org.kie.api.builder.KieBuilder;
import org.kie.api.builder.KieFileSystem;
import org.kie.api.builder.Message;
import org.kie.api.builder.ReleaseId;
import org.opportune.kernel.Finding;
import org.opportune.kernel.Findings;
import org.opportune.kernel.Nearest;
import org.opportune.model.Rule;

/**
 * Compiles rule files into Drools' executable model. Each step's rules go into an agenda group of their own. What the compiler says without a place
 * gets one: the rule that does not compile by itself is looked for.
 */
final class RuleCompiler {
    private static final Logger LOG = Logger.getLogger(RuleCompiler.class.getName());
    private static final Pattern PACKAGE = Pattern.compile("(?m)^\\s*package\\s+([\\w.]+)\\s*;?");
    private static final Pattern PATH = Pattern.compile("([0-9]+)\\.drl$");

    private final FactClasses classes;
    private final Findings findings;

    RuleCompiler(FactClasses classes, Findings findings) {
        this.classes = classes;
        this.findings = findings;
    }

    /** Null with findings when something does not compile. */
    @Nullable
    CompiledRules compile(List<RuleFile> files) {
        try {
            KieServices services = KieServices.get();
            ReleaseId id = services.newReleaseId(
                    "org.opportune", "rulebook", UUID.randomUUID().toString());
            KieFileSystem system = services.newKieFileSystem().generateAndWritePomXML(id);
            for (int i = 0; i < files.size(); i++) {
                system.write(path(files.get(i), i), grouped(files.get(i)));
            }
            KieBuilder builder = services.newKieBuilder(system, classes).buildAll(ExecutableModelProject.class);
            List<Message> errors = builder.getResults().getMessages(Message.Level.ERROR);
            if (errors.isEmpty()) {
                return new CompiledRules(services.newKieContainer(id, classes), id);
            }
            services.getRepository().removeKieModule(id);
            errors.forEach(error -> place(files, error));
        } catch (RuntimeException e) {
            LOG.log(Level.FINE, "the rule compiler gave up", e);
            findCulprit(files, "the rule does not compile: " + e.getMessage());
        }
        return null;
    }

    /** The server names the files; the folder is the package, as Drools wants it. */
    private static String path(RuleFile file, int number) {
        return "src/main/resources/opportune/" + file.step().folder() + "/" + number + ".drl";
    }

    private static String grouped(RuleFile file) {
        return PACKAGE.matcher(file.drl())
                .replaceFirst("package $1; ruleflow-group \"" + file.step().folder() + "\"");
    }

    private void place(List<RuleFile> files, Message error) {
        Matcher path = PATH.matcher(String.valueOf(error.getPath()));
        String text = "the rule does not compile: " + error.getText().strip();
        if (path.find() && error.getLine() > 0) {
            RuleFile file = files.get(Integer.parseInt(path.group(1)));
            findings.add(file.finding(error.getLine(), Math.max(1, error.getColumn()), text));
        } else {
            findCulprit(files, text);
        }
    }

    /** Compiles the rules one by one, which is slow and only done when the compiler did not say where its error lies. */
    private void findCulprit(List<RuleFile> files, String text) {
        List<Finding> culprits = new ArrayList<>();
        for (RuleFile file : files) {
            for (Rule rule : file.rules()) {
                if (culprits.size() < 10 && !compilesAlone(file, rule)) {
                    culprits.add(Finding.in(
                            file.path(), rule.line(), 1, text + " (rule '" + Nearest.shorten(rule.name()) + "')"));
                }
            }
        }
        if (culprits.isEmpty()) {
            culprits.add(Finding.in(files.isEmpty() ? "rules" : files.get(0).path(), 1, 1, text));
        }
        culprits.forEach(findings::add);
    }

    private boolean compilesAlone(RuleFile file, Rule rule) {
        KieServices services = KieServices.get();
        ReleaseId id =
                services.newReleaseId("org.opportune", "rule", UUID.randomUUID().toString());
        try {
            KieFileSystem system = services.newKieFileSystem().generateAndWritePomXML(id);
            system.write(path(file, 0), alone(file, rule));
            return services.newKieBuilder(system, classes)
                    .buildAll(ExecutableModelProject.class)
                    .getResults()
                    .getMessages(Message.Level.ERROR)
                    .isEmpty();
        } catch (RuntimeException e) {
            LOG.log(Level.FINE, "a rule does not compile", e);
            return false;
        } finally {
            services.getRepository().removeKieModule(id);
        }
    }

    private static String alone(RuleFile file, Rule rule) {
        Pattern others = Pattern.compile("(?ms)^\\s*rule\\s+\"((?:[^\"\\\\]|\\\\.)*)\".*?^\\s*end\\b");
        return others.matcher(file.drl())
                .replaceAll(match -> match.group(1).equals(rule.name()) ? Matcher.quoteReplacement(match.group()) : "");
    }
}
