package io.revenueos.cmo.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.revenueos.kernel.action.ActionStatus;
import io.revenueos.kernel.error.InvalidInputException;
import io.revenueos.kernel.store.RecordedAction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests that are wrong. */
class CmoRequestsTest {
  private static Office shared;

  @BeforeAll
  static void open() {
    shared = Office.of(null);
  }

  @AfterAll
  static void close() {
    shared.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "strategy | {} | goals",
        "campaigns | {'name': 'X', 'channels': ['fax']} | channels",
        "content | {'topic': ' ', 'channels': ['sms']} | topic",
        "setup | {'tenant': 'b'} | tenant"
      })
  void whatIsWrongInARequestIsNamed(String mode, String input, String named) {
    Office office = shared;
    assertThatThrownBy(() -> office.run(mode, input))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(named);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "strategy | {'start': '2026-02-30', 'goals': [{'metric': 'leads', 'target': 1}]} |"
            + " 2026-02-30",
        "campaigns | {'name': 'X', 'channels': ['sms'], 'budget': {'amount': 1.005, 'currency':"
            + " 'EUR'}} | 1.005",
        "campaigns | {'name': 'X', 'channels': ['sms'], 'segment': 'nobody'} | nobody",
        "content | {'topic': 'X', 'channels': ['sms'], 'campaign': 'nothing'} | nothing"
      })
  void whatCannotBeDoneFailsAndSaysWhy(String mode, String input, String named) {
    Office office = shared;
    RecordedAction action = office.run(mode, input);
    assertThat(action.status()).isEqualTo(ActionStatus.DEAD);
    assertThat(action.result().toJson()).contains(named);
  }
}
