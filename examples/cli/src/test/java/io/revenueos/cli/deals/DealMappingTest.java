package io.revenueos.cli.deals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.revenueos.kernel.error.InvalidInputException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DealMappingTest {

  @Test
  void everyKeyIsOptional() {
    assertThat(DealMapping.parse("{}")).isEqualTo(DealMapping.DEFAULT);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"column\":{}}                      | column: unknown key; allowed: columns, stages",
        "{\"columns\":[]}                     | columns: expected an object, found an array",
        "{\"columns\":{\"id\":\"x\"}}         | columns.id: unknown field; allowed: deal_id, name",
        "{\"columns\":{\"deal_id\":1}}        | columns.deal_id: expected text, found 1",
        "{\"stages\":{\"Won\":\"Closed Won\"}} | stages.Won: expected lower_snake_case",
        "{\"values\":{\"stage\":{\"a\":\"b\"}}} | values.stage: only name, account, owner",
        "{\"values\":{\"product\":\"x\"}}     | product: expected an object, found \"x\"",
        "{\"date_format\":\"qq\"}             | date_format: expected a pattern such as MM/dd/yyyy",
        "{\"delimiter\":\"ab\"}               | delimiter: expected one character",
        "{\"delimiter\":\"x\"}                | delimiter: expected one character",
        "{\"decimal_separator\":\";\"}        | decimal_separator: expected \".\" or \",\"",
        "{\"currency\":\"euro\"}              | currency: expected three capital letters",
        "{\"currency\":1}                     | currency: expected text, found 1",
        "nonsense                             | not valid JSON"
      })
  void whatIsWrongIsNamed(String json, String message) {
    assertThatThrownBy(() -> DealMapping.parse(json))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "opportunity_id;sales_agent;product;account;deal_stage;engage_date;close_date;close_value",
        "Opportunity ID;Opportunity Name;Account Name;Stage;Amount;Close Date;Created Date;Owner",
        "Record ID;Deal Name;Deal Stage;Close Date;Amount;Deal owner;Create Date;Associated Company",
        "Deal - ID;Deal - Title;Deal - Organization;Deal - Owner;Deal - Stage;Deal - Status;"
            + "Deal - Value;Deal - Currency;Deal - Deal created;Deal - Won time"
      })
  void theHeadersOfCommonCrmsAreKnown(String headers) {
    DealColumns columns = DealColumns.of(List.of(headers.split(";")), DealMapping.DEFAULT);

    assertThat(columns.unused()).isEmpty();
    assertThat(columns.has(DealField.DEAL_ID)).isTrue();
    assertThat(columns.has(DealField.VALUE)).isTrue();
  }

  @Test
  void aMissingColumnIsNamedWithThoseThereAre() {
    List<String> headers = List.of("id", "Phase", "Amount");

    assertThatThrownBy(() -> DealColumns.of(headers, DealMapping.DEFAULT))
        .hasMessageContaining("column for stage: not found")
        .hasMessageContaining("The file has: \"id\", \"Phase\", \"Amount\"");
    DealMapping wrong = DealMapping.parse("{\"columns\":{\"stage\":\"Stadium\"}}");
    assertThatThrownBy(() -> DealColumns.of(headers, wrong))
        .hasMessageContaining("columns.stage: the file has no column \"Stadium\"; it has: \"id\"");
    DealMapping right = DealMapping.parse("{\"columns\":{\"stage\":\"phase\"}}");
    assertThat(DealColumns.of(headers, right).header(DealField.STAGE)).isEqualTo("Phase");
  }

  @Test
  void aColumnThatStandsTwiceIsNotGuessed() {
    assertThatThrownBy(
            () -> DealColumns.of(List.of("id", "stage", "Amount", "amount"), DealMapping.DEFAULT))
        .hasMessageContaining("column \"Amount\": stands 2 times in the header");
  }
}
