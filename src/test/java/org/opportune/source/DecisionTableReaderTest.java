package org.opportune.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opportune.intake.Book;
import org.opportune.kernel.Finding;
import org.opportune.kernel.Findings;
import org.opportune.model.Rule;
import org.opportune.model.Step;

class DecisionTableReaderTest {
    private static final String TABLE = """
            RuleSet,opportune.classification,,,,
            Import,"opportune.facts.Customer, opportune.facts.Context",,,,
            Variables,org.opportune.rulebook.Classify classify,,,,
            RuleTable Bands,,,,,
            NAME,CONDITION,CONDITION,CONDITION,ACTION,PRIORITY
            ,Customer...,Customer...,Context,,
            ,"revenue365d >= $1, revenue365d < $2",country in ($param),hour >= $param,"classify.score(""loyalty"", $param, ""Spends"");",
            Name,Spend,Country,Hour,Points,Priority
            Little,"0, 100",,,5,
            Some,"100, 500",""" + "\"\"\"FI\"\", \"\"SE\"\"\",12,10,3\n";

    private final Findings findings = new Findings();

    private List<Rule> read(String table) {
        return DecisionTableReader.read(
                ShopNames.of(Step.CLASSIFICATION),
                "x.csv",
                table.getBytes(StandardCharsets.UTF_8),
                findings,
                new Findings());
    }

    private static List<Rule> drl(String rules) {
        Findings none = new Findings();
        List<Rule> read = DrlReader.read(
                ShopNames.of(Step.CLASSIFICATION), "x.drl", HeaderReader.text(Step.CLASSIFICATION) + rules, none);
        assertThat(none.list()).isEmpty();
        return read;
    }

    @Test
    void aRowIsARule() {
        List<Rule> rules = read(TABLE);

        assertThat(findings.list()).isEmpty();
        assertThat(rules.stream().map(Rule::anywhere))
                .isEqualTo(drl("""
                rule "Little" when Customer(revenue365d >= 0, revenue365d < 100) then classify.score("loyalty", 5, "Spends"); end
                rule "Some" salience 3 when
                    Customer(revenue365d >= 100, revenue365d < 500, country in ("FI", "SE"))
                    Context(hour >= 12)
                then classify.score("loyalty", 10, "Spends"); end
                """).stream().map(Rule::anywhere).toList());
    }

    @Test
    void aTemplateTakesEachValueOfItsCells() {
        read(TABLE.replace("revenue365d < $2", "revenue365d < $3"));

        assertThat(findings.list().stream().map(Finding::toString))
                .singleElement()
                .asString()
                .startsWith("x.csv:7:2: the template has $3 and no $2");
    }

    @Test
    void whatStandsAboveABrokenQuoteIsRead() {
        read(TABLE.replace("Little,\"0, 100\"", "Little,\"0, many\"") + "\"Broken\" quote,\"0, 1\",,,5,\n");

        assertThat(findings.list().stream().map(Finding::toString))
                .satisfiesExactly(
                        one -> assertThat(one).startsWith("x.csv:9:2: ").contains("many"),
                        two -> assertThat(two).contains("not a CSV table from here on"));
    }

    @Test
    void trueIsWrittenInSmallLetters() {
        read(TABLE.replace("hour >= $param", "known == $param").replace("12,10,3", "TRUE,10,3"));

        assertThat(findings.list().stream().map(Finding::toString))
                .singleElement()
                .asString()
                .startsWith("x.csv:10:4: ")
                .contains("in small letters that is true");
    }

    @Test
    void aNameStandsOnOneLine() {
        read(TABLE.replace("Little", "\"Lit\ntle\""));

        assertThat(findings.list().stream().map(Finding::toString))
                .containsExactly("x.csv:9:1: a rule's name stands on one line, without tabs");
    }

    @Test
    void aTemplateMayBeAPropertyAloneOrEndWithAnOperator() {
        List<Rule> rules = read(TABLE.replace("country in ($param)", "country")
                .replace("\"\"\"FI\"\", \"\"SE\"\"\"", "FI")
                .replace("hour >= $param", "hour >"));

        assertThat(findings.list()).isEmpty();
        assertThat(rules.get(1).anywhere().when())
                .isEqualTo(drl("""
                rule "x" when Customer(revenue365d >= 100, revenue365d < 500, country == "FI") Context(hour > 12) then classify.stage("lapsed"); end
                """).get(0).anywhere().when());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "0, 100" | "0"                   | table-cell       | 9:2: the cell has 1 values
            "0, 100" | "0, 100, 200"         | table-cell       | 9:2: the cell has 3 values separated by commas, and its column takes 2
            ,5,      | ,five,                | table-cell       | 9:5: expected one value (a number such as 1250.5, or a text in quotes), found 'five'
            ,5,      | ,"5); System.exit(1", | cell-breaks-out | 9:5: expected one value (a number such as 1250.5, or a text in quotes), found ')'
            ,5,      | ,"5, ""x""); //",    | cell-breaks-out  | 9:5: expected one value
            ,12,     | ,"12) && (hour > 0",  | cell-breaks-out  | 10:4: expected one value (a number such as 1250.5, or a text in quotes), found ')'
            ,12,     | ,"eval(true)",        | table-cell       | 10:4: expected one value (a number such as 1250.5, or a text in quotes), found 'eval'
            ,12,     | ,noon,                | table-cell       | 10:4: expected one value (a number such as 1250.5, or a text in quotes), found 'noon'
            ""SE""   | ""XX""                | unknown-value    | 10:3: unknown value of country 'XX'
            ,10,3    | ,,3                   | table-cell       | 10:1: the row has no cell in an ACTION column
            Some,    | Little,               | duplicate-name   | 10:1: the rule 'Little' stands here twice
            PRIORITY | TIMER                 | not-in-language  | 5:6: a column 'TIMER' is not part of the rules' language
            Variables| Functions             | not-in-language  | 3:1: 'Functions' does not belong here
            Variables| Declare               | not-in-language  | 3:1: 'Declare' does not belong here
            opportune.classification | java.lang | header       | 1:2: RuleSet must be 'opportune.classification'
            hour >= $param | hours >= $param | unknown-name     | 7:4: unknown property of Context 'hours'
            hour >= $param | hour >= $param && | syntax         | 7:4: expected a property, a value
            Context,,| Context…,,            | table-cell       | 6:4: 'Context…' ends with dots; write Context alone
            ,5,      | ,"5,5",               | table-cell       | 9:5: expected one value (a number such as 1250.5, or a text in quotes), found ',' in '5,5'; write 5.5
            PRIORITY | DATE-EFFECTIVE        | wrong-type       | 10:6: '3' is not a day such as
            Context,, | Contextt,,           | unknown-name     | 6:4: unknown fact 'Contextt'
            RuleTable | Rule Table           | not-in-language  | 4:1: 'Rule Table Bands' does not belong here
            """, quoteCharacter = '\'')
    void whatIsWrongWithACellIsSaidAtTheCell(String good, String bad, String kind, String message) {
        assertThat(TABLE).contains(good);
        read(TABLE.replaceFirst(java.util.regex.Pattern.quote(good), java.util.regex.Matcher.quoteReplacement(bad)));

        assertThat(findings.list()).extracting(Finding::kind).contains(kind);
        assertThat(findings.list().stream().map(Finding::toString))
                .anySatisfy(finding -> assertThat(finding).startsWith("x.csv:" + message));
    }

    private List<String> said() {
        return findings.list().stream().map(Finding::toString).toList();
    }

    @Test
    void aMistakeOfATemplateOrFactIsToldOnceWhateverTheRows() {
        String rows = "Third,\"500, 900\",,14,20,\nFourth,\"900, 950\",,15,20,\n";
        read((TABLE + rows)
                .replace("hour >= $param", "hours >= $param")
                .replace("revenue365d < $2", "revenue < $2")
                .replace("classify.score(", "classify.scor("));

        assertThat(said())
                .extracting(line -> line.replaceFirst(";.*", ""))
                .containsExactlyInAnyOrder(
                        "x.csv:7:4: unknown property of Context 'hours'",
                        "x.csv:7:2: unknown property of Customer 'revenue'",
                        "x.csv:7:5: unknown verb 'classify.scor'");
    }

    @Test
    void whatOnlySomeCellsMakeWrongOfATemplateIsToldAtThem() {
        read((TABLE + "Third,\"500, 900\",,0,20,\n").replace("hour >= $param", "hour / $param > 1"));

        assertThat(said())
                .singleElement()
                .asString()
                .startsWith("x.csv:11:4: a division by what may be zero is not part of the rules' language");
    }

    @Test
    void aStrayCellHidesNothingElse() {
        read(("stray,,,,,\n" + TABLE)
                .replace("Spend,Country,Hour,Points,Priority", "Spend,Country,Hour,Points,Priority,stray")
                .replace(",5,\n", ",five,\n")
                .replace("12,10,3", "noon,10,3"));

        assertThat(said())
                .extracting(line -> line.replaceFirst("^(x.csv:[0-9]+:[0-9]+): .*", "$1"))
                .containsExactly("x.csv:1:1", "x.csv:9:7", "x.csv:10:5", "x.csv:11:4");
    }

    @Test
    void aColumnOfUnknownUseHidesNothingElse() {
        read(TABLE.replace("ACTION", "ACTON").replace("12,10,3", "noon,10,3"));

        assertThat(said())
                .extracting(line -> line.replaceFirst("^(x.csv:[0-9]+:[0-9]+): .*", "$1"))
                .containsExactly("x.csv:5:5", "x.csv:10:4");
    }

    @Test
    void aMisspeltCellOfTheHeadIsToldOnce() {
        read(TABLE.replace("Variables", "Varables"));

        assertThat(said()).singleElement().asString().startsWith("x.csv:3:1: 'Varables' does not belong here");
    }

    @Test
    void aMisspeltFactOfMergedColumnsIsToldOnce() {
        read(TABLE.replace("Customer...,Customer...", "Custmer...,Custmer..."));

        assertThat(said()).containsExactly("x.csv:6:2: unknown fact 'Custmer'; did you mean 'Customer'?");
    }

    @Test
    void aCellThatCannotBeReadHidesNothingElse() {
        read(TABLE.replace("Little", "x".repeat(2_001)).replace(",12,10,3", ",noon,10,3"));

        assertThat(said())
                .extracting(line -> line.replaceFirst("^(x.csv:[0-9]+:[0-9]+): .*", "$1"))
                .contains("x.csv:9:1", "x.csv:10:4");
    }

    @Test
    void aFormulaOfAWorkbookHidesNothingElse() {
        String rows = """
                <row r='1'><c r='A1' t='inlineStr'><is><t>RuleSet</t></is></c><c r='B1' t='inlineStr'><is><t>opportune.classification</t></is></c></row>
                <row r='2'><c r='A2' t='inlineStr'><is><t>Import</t></is></c><c r='B2' t='inlineStr'><is><t>opportune.facts.Customer, opportune.facts.Context</t></is></c></row>
                <row r='3'><c r='A3' t='inlineStr'><is><t>Variables</t></is></c><c r='B3' t='inlineStr'><is><t>org.opportune.rulebook.Classify classify</t></is></c></row>
                <row r='4'><c r='A4' t='inlineStr'><is><t>RuleTable Bands</t></is></c></row>
                <row r='5'><c r='A5' t='inlineStr'><is><t>CONDITION</t></is></c><c r='B5' t='inlineStr'><is><t>CONDITION</t></is></c><c r='C5' t='inlineStr'><is><t>ACTION</t></is></c></row>
                <row r='6'><c r='A6' t='inlineStr'><is><t>Customer...</t></is></c><c r='B6' t='inlineStr'><is><t>Customer</t></is></c></row>
                <row r='7'><c r='A7' t='inlineStr'><is><t>country</t></is></c><c r='B7' t='inlineStr'><is><t>revenue365d &gt;</t></is></c><c r='C7' t='inlineStr'><is><t>classify.stage("$param");</t></is></c></row>
                <row r='8'><c r='A8' t='inlineStr'><is><t>Country</t></is></c></row>
                <row r='9'><c r='A9' t='inlineStr'><is><t>FI</t></is></c><c r='B9' t='inlineStr'><is><t>12,5</t></is></c><c r='C9'><f>RAND()</f><v>1</v></c></row>
                """;
        DecisionTableReader.read(
                ShopNames.of(Step.CLASSIFICATION),
                "x.xlsx",
                new Book().rows(rows).bytes(),
                findings,
                new Findings());

        assertThat(said())
                .extracting(line -> line.replaceFirst("found.* in", "in"))
                .containsExactly(
                        "x.xlsx:Rules!A6: 'Customer...' ends with dots; write Customer alone, over every column that it"
                                + " is for (three dots join the columns of a CSV only)",
                        "x.xlsx:Rules!B9: expected one value (a number such as 1250.5, or a text in quotes), in '12,5';"
                                + " write 12.5",
                        "x.xlsx:Rules!C9: the cell holds a formula, whose value may change without anybody's doing; paste"
                                + " its value instead");
    }
}
