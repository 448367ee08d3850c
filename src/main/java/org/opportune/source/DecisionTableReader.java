package org.opportune.source;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.opportune.intake.Grid;
import org.opportune.intake.Grid.Cell;
import org.opportune.kernel.Finding;
import org.opportune.kernel.Findings;
import org.opportune.kernel.Kind;
import org.opportune.kernel.Nearest;
import org.opportune.kernel.Place;
import org.opportune.model.Condition;
import org.opportune.model.Fact;
import org.opportune.model.Rule;
import org.opportune.model.Say;
import org.opportune.source.Expression.TextLiteral;
import org.opportune.source.TableColumn.Use;
import org.opportune.source.Token.Sort;

/** Reads decision tables in Drools' layout, a rule a row. A template is read once; cells fill it as data, never as text of a rule. */
public final class DecisionTableReader {
    private static final Set<String> OPERATORS =
            Set.of("==", "!=", "<", "<=", ">", ">=", "contains", "memberOf", "excludes");

    /** What spreadsheets make of three dots, too. */
    private static final Pattern DOTS = Pattern.compile("(.*?)\\s*(?:\\.\\.+|\u2026)");

    private final Names names;
    private final Grid grid;
    private final Findings findings;
    private final Findings remarks;
    private final List<Rule> rules = new ArrayList<>();
    private final Set<String> ruleNames = new HashSet<>();
    private final Map<Integer, CellTokens> templates = new HashMap<>();

    private DecisionTableReader(Names names, Grid grid, Findings findings, Findings remarks) {
        this.names = names;
        this.grid = grid;
        this.findings = findings;
        this.remarks = remarks;
    }

    /**
     * Reads the tables of a file.
     *
     * @param remarks what is allowed and most likely not meant
     */
    public static List<Rule> read(Names names, String file, byte[] content, Findings findings, Findings remarks) {
        Findings ofFile = Findings.ofRulebook();
        Grid grid = Grid.read(file, content, ofFile);
        List<Rule> rules = grid == null ? List.of() : new DecisionTableReader(names, grid, ofFile, remarks).read();
        findings.addInOrder(ofFile);
        return rules;
    }

    private List<Rule> read() {
        for (TableLayout.Table table : new TableLayout(grid, names.step(), findings).read()) {
            templates.clear();
            Set<Finding> told = new LinkedHashSet<>();
            table.columns().forEach(column -> told.addAll(template(column).list()));
            told.forEach(findings::add);
            ColumnFindings ofColumns = new ColumnFindings(findings);
            for (int row = table.firstRow(); row <= table.lastRow(); row++) {
                if (isFilled(table, row)) {
                    rule(table, row, ofColumns);
                }
            }
            ofColumns.tell();
        }
        return rules;
    }

    /** Keeps the column's template, or says what is wrong with it; with a merged fact of several columns, the same of each. */
    private Findings template(TableColumn column) {
        Findings wrong = Findings.ofRulebook();
        if (column.use() != Use.CONDITION && column.use() != Use.ACTION) {
            return wrong;
        }
        if (column.template().isEmpty()) {
            wrong.in(
                    Kind.TABLE_LAYOUT,
                    column.template().place(),
                    "the column has no template, such as country == \"$param\"");
            return wrong;
        }
        try {
            Fact fact = column.use() == Use.CONDITION ? fact(column, null, wrong) : null;
            CellTokens tokens = CellTokens.of(column.template(), wrong);
            templates.put(
                    column.index(),
                    column.use() == Use.CONDITION ? implicit(column, fact, tokens) : object(column, tokens));
        } catch (Mistake mistake) {
            mistake.addTo(wrong);
        }
        return wrong;
    }

    /** A template that is a property alone, or ends with an operator, goes on with the cell's value. */
    private CellTokens implicit(TableColumn column, @Nullable Fact fact, CellTokens tokens) {
        List<Token> template = new ArrayList<>(tokens.template());
        if (template.isEmpty() || tokens.takesValue() || fact == null) {
            return tokens;
        }
        Token first = template.get(0);
        Token last = template.get(template.size() - 1);
        boolean alone = template.size() == 1 && first.isWord();
        if (!alone && !OPERATORS.contains(last.text())) {
            return tokens;
        }
        Place place = column.template().place();
        if (alone) {
            template.add(new Token(Sort.SYMBOL, "==", place, 0));
        }
        boolean bare = first.isWord()
                && switch (names.ref(place, fact, first.text()).type()) {
                    case INTEGER, NUMBER, MONEY, BOOLEAN -> true;
                    default -> false;
                };
        template.add(new Token(bare ? Sort.WORD : Sort.STRING, "$param", place, 0));
        return tokens.with(template);
    }

    /** An action's object, when it stands above the template. */
    private static CellTokens object(TableColumn column, CellTokens tokens) {
        if (column.fact().isEmpty()) {
            return tokens;
        }
        Place place = column.fact().place();
        List<Token> template = new ArrayList<>();
        template.add(new Token(Sort.WORD, column.fact().text(), place, 0));
        template.add(new Token(Sort.SYMBOL, ".", place, 0));
        template.addAll(tokens.template());
        return tokens.with(template);
    }

    private boolean isFilled(TableLayout.Table table, int row) {
        return table.columns().stream()
                .anyMatch(column -> !grid.cell(row, column.index()).isEmpty());
    }

    private void rule(TableLayout.Table table, int row, ColumnFindings ofColumns) {
        Place place = grid.cell(row, table.columns().get(0).index()).place();
        String name = table.name() + "_" + place.line();
        Attributes attributes = new Attributes(findings);
        Scope scope = new Scope(names, false);
        bindOffer(table, scope);
        List<Condition> conditions = new ArrayList<>();
        List<Say> says = new ArrayList<>();
        boolean isRight = true;
        boolean acts = false;
        for (TableColumn column : table.columns()) {
            Cell cell = grid.cell(row, column.index());
            if (cell.isEmpty()) {
                if (column.use() == Use.NAME) {
                    unnamed(cell, name);
                }
                continue;
            }
            Findings wrong = Findings.ofRulebook();
            try {
                switch (column.use()) {
                    case NAME -> {
                        name = cell.text();
                        place = cell.place();
                    }
                    case DESCRIPTION -> {}
                    case PRIORITY -> attributes.salience(cell.text(), cell.place());
                    case ACTIVATION_GROUP -> attributes.group(cell.text(), cell.place());
                    case DATE_EFFECTIVE -> attributes.effective(new TextLiteral(cell.place(), cell.text()));
                    case DATE_EXPIRES -> attributes.expires(new TextLiteral(cell.place(), cell.text()));
                    case CONDITION -> conditions.add(condition(column, cell, scope, wrong));
                    case ACTION -> {
                        acts = true;
                        says.addAll(action(column, cell, scope, wrong));
                    }
                }
            } catch (Mistake mistake) {
                mistake.addTo(wrong);
            }
            isRight &= wrong.isEmpty();
            ofColumns.add(column, cell, wrong);
        }
        DrlReader.checkName(name, place, ruleNames, findings);
        if (!acts && isRight && table.isWhole()) {
            findings.in(Kind.TABLE_CELL, place, "the row has no cell in an ACTION column, so its rule says nothing");
        }
        try {
            rules.add(DrlReader.rule(names, name, place, attributes, Condition.all(conditions), says, findings));
        } catch (Mistake mistake) {
            mistake.addTo(findings);
        }
    }

    /** The candidate is there in every row, also where no cell asks for something of it. */
    private void bindOffer(TableLayout.Table table, Scope scope) {
        for (TableColumn column : names.step().hasOffer() ? table.columns() : List.<TableColumn>of()) {
            if (column.use() == Use.CONDITION && !column.template().isEmpty()) {
                try {
                    fact(column, scope, new Findings());
                } catch (Mistake mistake) {
                    // told of the column
                }
            }
        }
    }

    private void unnamed(Cell cell, String instead) {
        remarks.in(
                Kind.RULE_WITHOUT_NAME,
                cell.place(),
                "the row has no name, so its rule is called '" + Nearest.shorten(instead)
                        + "'; write the sentence that people read as its reason");
    }

    /** A column whose template is wrong adds nothing, since that is told at the template. */
    private Condition condition(TableColumn column, Cell cell, Scope scope, Findings wrong) {
        CellTokens template = templates.get(column.index());
        if (template == null) {
            return Condition.ALWAYS;
        }
        Tokens tokens = tokens(column, template, cell);
        LeftSide left = new LeftSide(names, scope, false, wrong);
        Fact fact = fact(column, scope, wrong);
        Condition condition;
        if (fact == null) {
            condition = left.read(tokens);
        } else {
            scope.enter(fact);
            condition = left.constraints(tokens);
        }
        if (!tokens.atEnd()) {
            throw Mistake.syntax(tokens.peek(), "the end of the condition");
        }
        return condition;
    }

    private List<Say> action(TableColumn column, Cell cell, Scope scope, Findings wrong) {
        CellTokens template = templates.get(column.index());
        if (template == null) {
            return List.of();
        }
        Tokens tokens = tokens(column, template, cell);
        List<Say> says = new SayReader(names, scope, wrong).read(tokens);
        if (!tokens.atEnd()) {
            throw Mistake.syntax(tokens.peek(), "the end of the action");
        }
        return says;
    }

    private static Tokens tokens(TableColumn column, CellTokens template, Cell cell) {
        List<Token> tokens = new ArrayList<>(template.fill(cell));
        tokens.add(new Token(Sort.END, "", column.template().place(), 0));
        return new Tokens(tokens);
    }

    /** The fact that stands above the templates; null when the template has the whole pattern. A binding of it is known to the row when there is a scope. */
    private @Nullable Fact fact(TableColumn column, @Nullable Scope scope, Findings wrong) {
        Cell cell = column.fact();
        if (cell.isEmpty()) {
            return null;
        }
        Matcher dots = DOTS.matcher(cell.text());
        if (dots.matches()) {
            throw new Mistake(
                    Kind.TABLE_CELL,
                    cell.place(),
                    "'" + Nearest.shorten(cell.text()) + "' ends with dots; write " + Nearest.shorten(dots.group(1))
                            + " alone, over every column that it is for (three dots join the columns of a CSV only)");
        }
        Tokens tokens = new Tokens(Lexer.read(cell.text(), Places.always(cell.place()), wrong));
        Token variable = null;
        if (tokens.peek().isWord() && tokens.peek(1).is(":")) {
            variable = tokens.next();
            tokens.next();
        }
        Token word = tokens.expect(Sort.WORD, "a fact such as Customer");
        if (tokens.take("(")) {
            tokens.expect(")");
        }
        if (!tokens.atEnd()) {
            throw Mistake.syntax(tokens.peek(), "a fact such as Customer, and nothing else");
        }
        Fact fact = names.fact(word.place(), word.text());
        if (variable != null && scope != null) {
            scope.bindOnce(variable, fact);
        }
        return fact;
    }
}
