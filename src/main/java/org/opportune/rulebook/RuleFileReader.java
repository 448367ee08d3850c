package org.opportune.rulebook;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.drools.decisiontable.InputType;
import org.drools.decisiontable.SpreadsheetCompiler;
import org.drools.drl.ast.descr.BaseDescr;
import org.drools.drl.ast.descr.GlobalDescr;
import org.drools.drl.ast.descr.ImportDescr;
import org.drools.drl.ast.descr.PackageDescr;
import org.drools.drl.ast.descr.RuleDescr;
import org.drools.drl.parser.DrlParser;
import org.drools.drl.parser.DroolsError;
import org.drools.drl.parser.DroolsParserException;
import org.drools.drl.parser.ParserError;
import org.jspecify.annotations.Nullable;
import org.kie.internal.builder.conf.LanguageLevelOption;
import org.opportune.catalogue.Catalogue;
import org.opportune.kernel.Finding;
import org.opportune.kernel.Findings;
import org.opportune.kernel.Nearest;
import org.opportune.model.Rule;
import org.opportune.model.Step;
import org.opportune.vocabulary.Facts;
import org.opportune.vocabulary.Vocabulary;

/**
 * Turns DRL files and decision tables into {@link RuleFile}s: parsed, the header as generated, only the rules' small language inside, every name
 * known to the vocabulary. What the language cannot say is refused with its place.
 */
final class RuleFileReader {
    private static final Set<String> ATTRIBUTES =
            Set.of("salience", "activation-group", "date-effective", "date-expires");

    private final LeftSide left;
    private final RightSide right;
    private final Findings findings;

    RuleFileReader(Facts facts, Vocabulary vocabulary, Catalogue catalogue, Findings findings) {
        this.left = new LeftSide(facts, findings);
        this.right = new RightSide(vocabulary, catalogue, findings);
        this.findings = findings;
    }

    RuleFile read(String path, Step step, byte[] content) {
        boolean table = !path.endsWith(".drl");
        String drl = table ? convert(path, content) : new String(content, StandardCharsets.UTF_8);
        RuleFile file = new RuleFile(path, step, drl, table, List.of());
        DrlParser parser = new DrlParser(LanguageLevelOption.DRL6);
        PackageDescr parsed = parse(parser, file);
        if (parser.hasErrors() || parsed == null) {
            if (parser.getErrors().isEmpty() && !drl.isEmpty()) {
                findings.add(file.finding(1, 1, "this is not a rule file"));
            }
            parser.getErrors().forEach(error -> findings.add(syntax(file, error)));
            return file;
        }
        header(file, parsed);
        List<Rule> rules = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (RuleDescr rule : parsed.getRules()) {
            if (!names.add(rule.getName())) {
                findings.add(file.finding(
                        rule.getLine(),
                        rule.getColumn() + 1,
                        "the rule '" + Nearest.shorten(rule.getName())
                                + "' stands here twice; a name is a reason and must be unique"));
            }
            attributes(file, rule);
            left.check(file, rule);
            rules.add(new Rule(rule.getName(), step, path, file.lineInFile(rule.getLine()), right.read(file, rule)));
        }
        return new RuleFile(path, step, drl, table, List.copyOf(rules));
    }

    private String convert(String path, byte[] content) {
        InputType type = path.endsWith(".csv") ? InputType.CSV : InputType.XLS;
        try {
            return new SpreadsheetCompiler().compile(new ByteArrayInputStream(content), type);
        } catch (RuntimeException e) {
            findings.add(Finding.in(path, 1, 1, "this is not a decision table: " + e.getMessage()));
            return "";
        }
    }

    private static @Nullable PackageDescr parse(DrlParser parser, RuleFile file) {
        try {
            return file.drl().isEmpty() ? null : parser.parse(true, file.drl());
        } catch (DroolsParserException e) {
            return null; // the parser's errors say it
        }
    }

    private static Finding syntax(RuleFile file, DroolsError error) {
        int line = error.getLines().length > 0 ? error.getLines()[0] : 1;
        int column = error instanceof ParserError parserError ? parserError.getCol() + 1 : 1;
        String message = error.getMessage()
                .replaceFirst("^\\[ERR \\d+] ", "")
                .replaceFirst("^Line \\d+:\\d+ ", "")
                .strip();
        return file.finding(line, column, "this is not a rule: " + message);
    }

    private void header(RuleFile file, PackageDescr parsed) {
        Step step = file.step();
        boolean expected = step.packageName().equals(parsed.getName())
                && parsed.getImports().stream()
                        .map(ImportDescr::getTarget)
                        .toList()
                        .equals(step.facts().stream()
                                .map(fact -> Step.FACTS + "." + fact)
                                .toList())
                && parsed.getGlobals().size() == 1
                && isGlobal(step, parsed.getGlobals().get(0));
        if (!expected) {
            findings.add(file.finding(
                    1,
                    1,
                    "the header is not that of " + step.folder() + "/; it must be: package " + step.packageName()
                            + "; imports " + step.facts() + " from " + Step.FACTS + "; global "
                            + step.verbs() + " " + step.global()));
        }
        refuse(file, parsed.getFunctions(), "a function");
        refuse(file, parsed.getFunctionImports(), "an import of a function");
        refuse(file, parsed.getAccumulateImports(), "an import of an accumulate function");
        refuse(file, parsed.getClassAndEnumDeclarationDescrs(), "a declaration of a type");
        refuse(file, parsed.getEntryPointDeclarations(), "an entry point");
        refuse(file, parsed.getWindowDeclarations(), "a window");
        refuse(file, parsed.getAttributes(), "an attribute of the whole file");
        if (parsed.getUnit() != null) {
            findings.add(file.finding(1, 1, "a rule unit is not part of the rules' language"));
        }
    }

    private static boolean isGlobal(Step step, GlobalDescr global) {
        return global.getType().equals(step.verbs()) && global.getIdentifier().equals(step.global());
    }

    private void refuse(RuleFile file, Iterable<? extends BaseDescr> found, String what) {
        for (BaseDescr descr : found) {
            findings.add(file.finding(
                    descr.getLine(), descr.getColumn() + 1, what + " is not part of the rules' language; remove it"));
        }
    }

    private void attributes(RuleFile file, RuleDescr rule) {
        rule.getAttributes().forEach((name, attribute) -> {
            boolean constant = !name.equals("salience") || attribute.getValue().matches("-?[0-9]{1,6}");
            if (!ATTRIBUTES.contains(name) || !constant) {
                findings.add(
                        file.finding(
                                rule.getLine(),
                                rule.getColumn() + 1,
                                "the attribute '" + name + " " + Nearest.shorten(attribute.getValue())
                                        + "' of the rule '" + Nearest.shorten(rule.getName())
                                        + "' is not part of the rules' language; known: salience (a whole number), activation-group, date-effective, date-expires"));
            }
        });
        if (rule.isQuery()
                || rule.hasParent()
                || !rule.getNamedConsequences().isEmpty()
                || !rule.getAnnotationNames().isEmpty()) {
            findings.add(file.finding(
                    rule.getLine(),
                    rule.getColumn() + 1,
                    "queries, 'extends', named consequences and annotations are not part of the rules' language"));
        }
    }
}
