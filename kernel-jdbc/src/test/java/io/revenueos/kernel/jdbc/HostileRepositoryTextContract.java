package io.revenueos.kernel.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.revenueos.kernel.error.InvalidInputException;
import io.revenueos.kernel.jdbc.testkit.Company;
import io.revenueos.kernel.jdbc.testkit.Estate;
import io.revenueos.kernel.jdbc.testkit.HostileTexts;
import io.revenueos.kernel.jdbc.testkit.Login;
import io.revenueos.kernel.jdbc.testkit.RepositoryCall;
import io.revenueos.kernel.jdbc.testkit.RepositoryFamily;
import io.revenueos.kernel.jdbc.testkit.Rows;
import io.revenueos.kernel.jdbc.testkit.Texts;
import io.revenueos.kernel.tenant.TenantScope;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Text of any kind, in every place of every argument of every method of a family's repositories,
 * comes back as it was, or is refused by the name of its field; and it brings nobody else's rows
 * along. Methods and places are found by reflection.
 */
public abstract class HostileRepositoryTextContract {
  /** So much of a name is refused everywhere, and of any other text nowhere. */
  private static final int LONG = 20_000;

  private static final Pattern WORDS = Pattern.compile("(?=[A-Z])");

  private final RepositoryFamily family;
  private final int places;
  private final int stored;

  /**
   * @param places in which text is tried, at least
   * @param stored in how many of them it is stored when it is short and has one line, at least
   */
  protected HostileRepositoryTextContract(RepositoryFamily family, int places, int stored) {
    this.family = family;
    this.places = places;
    this.stored = stored;
  }

  static Stream<Arguments> everywhere() {
    return Stream.of(Login.H2, Login.POSTGRES_HOST)
        .flatMap(
            login ->
                IntStream.range(0, HostileTexts.ALL.size())
                    .mapToObj(number -> arguments(login, number)));
  }

  @ParameterizedTest
  @MethodSource("everywhere")
  void textComesBackOrIsRefusedByItsField(Login login, int number) {
    Estate estate = Estate.of(family, login);
    Company b = Estate.of(family, login).company();
    Rows rows = login.operator();
    Map<String, List<String>> before = RepositoryAttackContract.rowsOf(rows, b);
    String text = HostileTexts.ALL.get(number).replace("<B>", b.tenant().toString());
    Hostility hostility = new Hostility(estate, text, b.mark());
    login.tables().inTransaction(estate.company().inNorth(), session -> hostility.tryEverything());
    assertThat(hostility.tried).hasSizeGreaterThanOrEqualTo(places);
    if (HostileTexts.isStorable(text) && text.length() < 200 && !text.contains("\n")) {
      assertThat(hostility.stored).hasSizeGreaterThanOrEqualTo(stored);
    }
    assertThat(RepositoryAttackContract.rowsOf(rows, b)).isEqualTo(before);
  }

  /** One text, and where it was put. */
  private static final class Hostility {
    private final Estate estate;
    private final TenantScope scope;
    private final String text;
    private final String others;
    private final Set<String> tried = new TreeSet<>();
    private final Set<String> stored = new TreeSet<>();

    Hostility(Estate estate, String text, String others) {
      this.estate = estate;
      this.scope = estate.company().inNorth();
      this.text = text;
      this.others = others;
    }

    /** All of it in one transaction: only the texts are hostile. */
    boolean tryEverything() {
      for (RepositoryCall call : estate.writing("plain")) {
        for (int place = 0; place < call.arguments().size(); place++) {
          Object sample = call.arguments().get(place);
          for (Texts.Variant variant : Texts.variants(call.types().get(place), sample, text)) {
            tryOne(call, place, variant);
          }
        }
      }
      return true;
    }

    private void tryOne(RepositoryCall plain, int place, Texts.Variant variant) {
      String where = plain.name() + " " + place + variant.path();
      tried.add(where);
      try {
        RepositoryCall call = plain.with(place, variant.value().get());
        Object result = call.run(estate.tables(), scope);
        assertThat(Texts.in(result)).as(where).noneMatch(found -> found.contains(others));
        if (!estate.family().isAnswer(result)) {
          Object there = estate.family().readBack(estate, call, result);
          assertThat(Texts.in(there)).as(where).contains(text);
          stored.add(where);
        }
      } catch (InvalidInputException refused) {
        assertThat(refused.getMessage()).as(where).isNotBlank().hasSizeLessThan(LONG);
        assertThat(isNamed(refused.field(), variant.path()))
            .as("%s is named by: %s", where, refused.getMessage())
            .isTrue();
        assertThat(mayRefuse(where)).as(where + ": " + refused.getMessage()).isTrue();
      }
    }

    private boolean mayRefuse(String where) {
      return !HostileTexts.isStorable(text)
          || text.length() > RowCheck.MAX_TEXT
          || (isWritten(where) && text.length() > RowCheck.MAX_TEXT / 2)
          || estate.family().mayRefuse(where, text);
    }

    /** In JSON a text is longer, and in a list it is not alone. */
    private static boolean isWritten(String where) {
      return where.endsWith("/key") || where.endsWith("/value") || where.endsWith("]");
    }

    /**
     * The column may say more than the component; what is in JSON is named by its own path, and a
     * secret by being one.
     */
    private static boolean isNamed(String field, String path) {
      String component = path.replaceAll("(OrNull)?(\\[\\d+])?$", "").replaceAll(".*[./]", "");
      boolean isJson = component.equals("key") || component.equals("value");
      return !field.isBlank()
          && (isJson
              || WORDS
                  .splitAsStream(component)
                  .map(word -> word.toLowerCase(Locale.ROOT))
                  .allMatch(field::contains));
    }
  }
}
