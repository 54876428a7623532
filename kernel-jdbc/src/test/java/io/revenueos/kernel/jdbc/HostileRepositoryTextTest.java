package io.revenueos.kernel.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.revenueos.kernel.error.InvalidInputException;
import io.revenueos.kernel.jdbc.channels.CampaignId;
import io.revenueos.kernel.jdbc.channels.Campaigns;
import io.revenueos.kernel.jdbc.channels.ProviderSecret;
import io.revenueos.kernel.jdbc.channels.ProviderSecrets;
import io.revenueos.kernel.jdbc.channels.ProviderSettings;
import io.revenueos.kernel.jdbc.crm.Activities;
import io.revenueos.kernel.jdbc.crm.ContactId;
import io.revenueos.kernel.jdbc.crm.Contacts;
import io.revenueos.kernel.jdbc.crm.DealId;
import io.revenueos.kernel.jdbc.crm.Deals;
import io.revenueos.kernel.jdbc.crm.LeadId;
import io.revenueos.kernel.jdbc.crm.Leads;
import io.revenueos.kernel.jdbc.testkit.Company;
import io.revenueos.kernel.jdbc.testkit.Estate;
import io.revenueos.kernel.jdbc.testkit.Login;
import io.revenueos.kernel.jdbc.testkit.RepositoryCall;
import io.revenueos.kernel.jdbc.testkit.Texts;
import io.revenueos.kernel.jdbc.testkit.Values;
import io.revenueos.kernel.store.Page;
import io.revenueos.kernel.tenant.TenantScope;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Text of any kind, in every place of every argument of every method of every repository, comes
 * back as it was, or is refused by the name of its field; and it brings nobody else's rows along.
 * Methods and places are found by reflection.
 */
class HostileRepositoryTextTest {
  private static final int MEBIBYTE = 1 << 20;
  private static final List<String> TEXTS =
      Stream.concat(
              HostileTextCase.TEXTS.stream(),
              Stream.of(
                  "'; drop table leads; --",
                  "'); select set_config('revenueos.tenant_id','<B>',true); --",
                  "'); select set_config('role','postgres',true); --",
                  "$$",
                  "$.a[*] ? (@ > 1)",
                  ":tenant",
                  "<tenant>",
                  "{a,\"b\",null}",
                  "nul \u0000 nul",
                  "lone \uD83D surrogate",
                  "\uDE00 alone",
                  "x".repeat(MEBIBYTE),
                  "\u20AC".repeat(MEBIBYTE + 1)))
          .toList();

  /** So much of a name is refused everywhere, and of any other text nowhere. */
  private static final int LONG = 20_000;

  static Stream<Arguments> everywhere() {
    return Stream.of(Login.H2, Login.POSTGRES_HOST)
        .flatMap(
            login -> IntStream.range(0, TEXTS.size()).mapToObj(number -> arguments(login, number)));
  }

  @ParameterizedTest
  @MethodSource("everywhere")
  void textComesBackOrIsRefusedByItsField(Login login, int number) {
    Estate estate = Estate.in(login);
    Company b = Estate.in(login).company();
    Map<String, List<String>> before = RepositoryAttackTest.rowsOf(login.operator(), b);
    String text = TEXTS.get(number).replace("<B>", b.tenant().toString());
    Hostility hostility = new Hostility(login, estate, text, b.mark());
    hostility.tryEverything();
    assertThat(hostility.tried).hasSizeGreaterThan(60);
    if (number < HostileTextCase.TEXTS.size() - 1 && !text.contains("\n")) {
      assertThat(hostility.stored).hasSizeGreaterThan(40);
    }
    assertThat(RepositoryAttackTest.rowsOf(login.operator(), b)).isEqualTo(before);
  }

  /** One text, and where it was put. */
  private static final class Hostility {
    private final TenantDatabase tables;
    private final Estate estate;
    private final TenantScope scope;
    private final String text;
    private final String others;
    private final Set<String> tried = new TreeSet<>();
    private final Set<String> stored = new TreeSet<>();

    Hostility(Login login, Estate estate, String text, String others) {
      this.tables = login.tables();
      this.estate = estate;
      this.scope = estate.company().inNorth();
      this.text = text;
      this.others = others;
    }

    void tryEverything() {
      Values values = Values.saying("plain");
      for (RepositoryCall call : RepositoryCall.all(estate.ids(), values)) {
        for (int place = 0; place < call.arguments().size(); place++) {
          Object sample = call.arguments().get(place);
          for (Texts.Variant variant : Texts.variants(sample.getClass(), sample, text)) {
            tryOne(call, place, variant);
          }
        }
      }
    }

    private void tryOne(RepositoryCall plain, int place, Texts.Variant variant) {
      String where = plain.name() + " " + place + variant.path();
      tried.add(where);
      try {
        RepositoryCall call = plain.with(place, variant.value().get());
        Object result = call.run(tables, scope);
        assertThat(Texts.in(result)).as(where).noneMatch(found -> found.contains(others));
        if (!isQuestion(result)) {
          assertThat(Texts.in(readBack(call, result))).as(where).contains(text);
          stored.add(where);
        }
      } catch (InvalidInputException refused) {
        assertThat(refused.getMessage()).as(where).isNotBlank().hasSizeLessThan(LONG);
        assertThat(isStorable() && text.length() <= MEBIBYTE && isJsonOrText(where))
            .as(where + ": " + refused.getMessage())
            .isFalse();
      }
    }

    private static boolean isQuestion(@Nullable Object result) {
      return result instanceof List || result instanceof Optional;
    }

    private boolean isStorable() {
      return !text.contains("\u0000") && !text.contains("lone") && !text.contains("alone");
    }

    /** Whether a place takes text of any form, up to a length. */
    private boolean isJsonOrText(String where) {
      boolean isText = where.contains(".notesOrNull") || where.contains(".descriptionOrNull");
      boolean isJson = where.endsWith("/key") || where.endsWith("/value");
      return isText || (isJson && text.length() < MEBIBYTE / 2);
    }

    private @Nullable Object readBack(RepositoryCall call, @Nullable Object result) {
      Class<?> repository = call.repository();
      if (repository == Leads.class) {
        return new Leads(tables).find(scope, id(LeadId.class, result));
      } else if (repository == Contacts.class) {
        return new Contacts(tables).find(scope, id(ContactId.class, result));
      } else if (repository == Deals.class) {
        return new Deals(tables).find(scope, id(DealId.class, result));
      } else if (repository == Campaigns.class) {
        return new Campaigns(tables).find(scope, id(CampaignId.class, result));
      } else if (repository == Activities.class) {
        return activities();
      } else if (repository == ProviderSecrets.class) {
        return settings();
      }
      throw new AssertionError("how is it read back what was put by " + call.name() + "?");
    }

    /** What was added, or what was there and was changed. */
    private <T> T id(Class<T> type, @Nullable Object result) {
      return type.cast(result == null ? Objects.requireNonNull(estate.ids().get(type)) : result);
    }

    private List<Object> activities() {
      Activities activities = new Activities(tables);
      List<Object> all = new ArrayList<>();
      all.addAll(activities.of(scope, id(LeadId.class, null), Page.first(1000)));
      all.addAll(activities.of(scope, id(DealId.class, null), Page.first(1000)));
      return all;
    }

    private List<Object> settings() {
      ProviderSettings settings = new ProviderSettings(tables);
      ProviderSecrets secrets = new ProviderSecrets(tables, Estate.BOX);
      List<Object> all = new ArrayList<>();
      all.add(settings.mail(scope));
      all.add(settings.sms(scope));
      all.add(settings.voice(scope));
      for (ProviderSecret secret : ProviderSecret.values()) {
        all.add(secrets.reveal(scope, secret));
      }
      return all;
    }
  }
}
