package org.opportune.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opportune.kernel.Json;
import org.opportune.kernel.Problem;
import org.opportune.rulebook.Rulebook;
import org.opportune.rulebook.SmallShop;

class DecisionRequestReaderTest {
    private static final Rulebook RULEBOOK = new SmallShop().rulebook();

    @Test
    void aPlacementTakesItsOwnLimitThenTheRequestsThenTheVocabularys() throws Exception {
        assertThat(read("{'placements': [{'id': 'hero'}, {'id': 'grid'}]}").placements())
                .containsEntry("hero", 1)
                .containsEntry("grid", 3);
        assertThat(read("{'placements': [{'id': 'hero', 'limit': 4}, {'id': 'grid'}], 'limit': 2}")
                        .placements())
                .containsEntry("hero", 4)
                .containsEntry("grid", 2);
    }

    @Test
    void theChannelIsThatOfThePlacements() throws Exception {
        assertThat(read("{'placements': [{'id': 'letter'}]}").channel()).isEqualTo("email");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    []                                                                    |                  | expected an object
                    {}                                                                    | /placements      | expected a list of 1 to 3 placements
                    {'placements': []}                                                    | /placements      | found 0 of them
                    {'placements': [{'id': 'heroo'}]}                                     | /placements/0/id | unknown placement 'heroo'; did you mean 'hero'?
                    {'placements': ['hero']}                                              | /placements/0    | expected a placement such as
                    {'placements': [{'id': 'hero', 'limit': 0}]}                          | /placements/0/limit | from 1 to 5
                    {'placements': [{'id': 'hero', 'limit': 1.5}]}                        | /placements/0/limit | whole number
                    {'placements': [{'id': 'hero'}, {'id': 'hero'}]}                      | /placements/1/id | asked for twice
                    {'placements': [{'id': 'hero'}, {'id': 'letter'}]}                    | /placements      | several channels
                    {'placements': [{'id': 'hero'}], 'chanel': 'site'}                    | /chanel          | unknown field 'chanel'; did you mean 'channel'?
                    {'placements': [{'id': 'hero'}], 'channel': 'email'}                  | /channel         | belong to the channel 'site'
                    {'placements': [{'id': 'hero'}], 'locale': 'hu'}                      | /locale          | unknown locale 'hu'
                    {'placements': [{'id': 'hero'}], 'locale': 5}                         | /locale          | expected a language tag
                    {'placements': [{'id': 'hero'}], 'context': {'cart': 5}}              | /context/cart    | unknown context attribute 'cart'
                    {'placements': [{'id': 'hero'}], 'context': {'cartValue': 'x'}}       | /context/cartValue | expected a number
                    {'placements': [{'id': 'hero'}], 'mode': 'preveiw'}                   | /mode            | did you mean 'preview'?
                    {'placements': [{'id': 'hero'}], 'at': '2026-01-01T00:00:00Z'}        | /at              | set mode to preview
                    {'placements': [{'id': 'hero'}], 'mode': 'preview', 'at': '+99999-01-01T00:00:00Z'} | /at | from 1970 to 2200
                    {'placements': [{'id': 'hero'}], 'customer': [{'namespace': 'mail', 'id': 'x'}]} | /customer/0/namespace | unknown namespace 'mail'
                    """)
    void whatIsWrongIsNamedWithItsPlace(String body, String pointer, String message) {
        Problem problem = catchThrowableOfType(Problem.class, () -> read(body));

        assertThat(problem.status()).isEqualTo(400);
        assertThat(problem.findings()).anySatisfy(finding -> {
            assertThat(finding.pointer()).isEqualTo(pointer == null ? "" : pointer);
            assertThat(finding.message()).contains(message);
        });
    }

    private static DecisionRequest read(String body) throws JsonProcessingException {
        return new DecisionRequestReader(RULEBOOK).read(Json.MAPPER.readTree(body.replace('\'', '"')));
    }
}
