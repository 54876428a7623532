package io.revenueos.kernel.jdbc.crm;

import static io.revenueos.kernel.jdbc.testkit.Refusals.assertInvalid;
import static io.revenueos.kernel.jdbc.testkit.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.kernel.jdbc.TimeKey;
import io.revenueos.kernel.jdbc.testkit.Company;
import io.revenueos.kernel.jdbc.testkit.Login;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.store.Page;
import io.revenueos.kernel.tenant.WorkspaceId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LeadsTest {
  private static final LeadDetails ADA =
      LeadDetails.of(
              Person.withEmail("ada@example.com")
                  .withPhone("+44 20 7946 0000")
                  .named("Ada", "Lovelace")
                  .workingFor("Analytical Engines"))
          .from("webinar")
          .tagged("vip", "it, \"quoted\"")
          .inSegment("enterprise")
          .with(JsonObject.of("seats", 12));
  private static final Page<TimeKey> FIRST = Page.first(10);

  private static LeadDetails anybody() {
    return LeadDetails.of(Person.unknown());
  }

  private static List<LeadId> ids(List<Lead> leads) {
    return leads.stream().map(Lead::id).toList();
  }

  @ParameterizedTest
  @EnumSource(Login.class)
  void aLeadIsNewAndIsWhatWasSaid(Login login) {
    Company company = Company.in(login);
    Leads leads = new Leads(login.tables());
    LeadId id = leads.add(company.inNorth(), ADA);
    Lead lead = leads.find(company.scope(), id).orElseThrow();
    assertThat(lead.details()).isEqualTo(ADA);
    assertThat(lead.status()).isEqualTo(Lead.Status.NEW);
    assertThat(lead.scoreOrNull()).isNull();
    assertThat(lead.workspaceOrNull()).isEqualTo(company.north());
    LeadId atHome = leads.add(company.scope(), anybody());
    assertThat(leads.find(company.scope(), atHome))
        .get()
        .extracting(Lead::workspaceOrNull, Lead::details)
        .containsExactly(new WorkspaceId(company.tenant().value()), anybody());
  }

  @ParameterizedTest
  @EnumSource(Login.class)
  void aLeadIsChangedAndScored(Login login) {
    Company company = Company.in(login);
    Leads leads = new Leads(login.tables());
    LeadId id = leads.add(company.inNorth(), anybody());
    leads.update(company.inNorth(), id, ADA);
    leads.setStatus(company.inNorth(), id, Lead.Status.CLOSED_WON);
    leads.setScore(company.inNorth(), id, 100);
    Lead lead = leads.find(company.inNorth(), id).orElseThrow();
    assertThat(lead.details()).isEqualTo(ADA);
    assertThat(lead.status()).isEqualTo(Lead.Status.CLOSED_WON);
    assertThat(lead.scoreOrNull()).isEqualTo(100);
    assertThat(lead.updatedAt()).isAfterOrEqualTo(lead.createdAt());
    assertInvalid("score", () -> leads.setScore(company.inNorth(), id, 101));
  }

  @ParameterizedTest
  @EnumSource(Login.class)
  void anIdThatIsNobodysIsRefusedWhereItIsChanged(Login login) {
    Company company = Company.in(login);
    Leads leads = new Leads(login.tables());
    LeadId nobody = new LeadId(UUID.randomUUID());
    assertThat(leads.find(company.scope(), nobody)).isEmpty();
    assertRefused("unknown_id", () -> leads.update(company.scope(), nobody, ADA));
    assertRefused("unknown_id", () -> leads.setScore(company.scope(), nobody, 1));
    LeadId north = leads.add(company.inNorth(), ADA);
    assertThat(leads.find(company.inSouth(), north)).isEmpty();
    assertRefused("unknown_id", () -> leads.setScore(company.inSouth(), north, 1));
  }

  @ParameterizedTest
  @EnumSource(Login.class)
  void leadsAreFilteredNewestFirst(Login login) {
    Company company = Company.in(login);
    Leads leads = new Leads(login.tables());
    LeadId scored = leads.add(company.inNorth(), ADA);
    LeadId low = leads.add(company.inNorth(), anybody().inSegment("small"));
    LeadId unscored = leads.add(company.inNorth(), anybody());
    leads.setScore(company.inNorth(), scored, 80);
    leads.setScore(company.inNorth(), low, 79);
    leads.setStatus(company.inNorth(), low, Lead.Status.CONTACTED);
    leads.add(company.inSouth(), ADA);

    assertThat(ids(leads.page(company.inNorth(), LeadFilter.all(), FIRST)))
        .containsExactlyInAnyOrder(unscored, low, scored);
    assertThat(ids(leads.page(company.inNorth(), LeadFilter.all().scoredAtLeast(80), FIRST)))
        .containsExactly(scored);
    assertThat(
            ids(leads.page(company.inNorth(), LeadFilter.all().inStatus(Lead.Status.NEW), FIRST)))
        .containsExactlyInAnyOrder(unscored, scored);
    assertThat(ids(leads.page(company.inNorth(), LeadFilter.all().inSegment("small"), FIRST)))
        .containsExactly(low);
    assertThat(
            leads.page(
                company.inNorth(),
                LeadFilter.all().inSegment("small").inStatus(Lead.Status.NEW),
                FIRST))
        .isEmpty();
    assertInvalid("min_score", () -> LeadFilter.all().scoredAtLeast(-1));
  }

  @ParameterizedTest
  @EnumSource(Login.class)
  void pagesReachEveryLeadOnce(Login login) {
    Company company = Company.in(login);
    Leads leads = new Leads(login.tables());
    // In one transaction: all of the same time, so that only their ids tell them apart.
    List<LeadId> added =
        login
            .tables()
            .inTransaction(
                company.scope(),
                session -> {
                  List<LeadId> ids = new ArrayList<>();
                  for (int i = 0; i < 7; i++) {
                    ids.add(leads.add(company.scope(), ADA));
                  }
                  return ids;
                });
    added.add(leads.add(company.scope(), ADA));
    List<Lead> read = new ArrayList<>();
    Page<TimeKey> page = Page.first(3);
    for (List<Lead> part = page(leads, company, page);
        !part.isEmpty();
        part = page(leads, company, page)) {
      read.addAll(part);
      page = Page.after(read.get(read.size() - 1).key(), 3);
    }
    assertThat(ids(read)).containsExactlyInAnyOrderElementsOf(added);
    assertThat(ids(read)).startsWith(added.get(7));
    assertThat(ids(leads.byEmail(company.scope(), "ada@example.com", Page.first(5))))
        .isEqualTo(ids(read.subList(0, 5)));
    assertThat(leads.byEmail(company.scope(), "ADA@example.com", FIRST)).isEmpty();
  }

  private static List<Lead> page(Leads leads, Company company, Page<TimeKey> page) {
    return leads.page(company.scope(), LeadFilter.all(), page);
  }

  @ParameterizedTest
  @EnumSource(Login.class)
  void rowsThatOthersWroteAreReadAsTheyAre(Login login) {
    Company company = Company.in(login);
    login
        .operator()
        .execute(
            "insert into leads (tenant_id, email, first_name, tags) values ('%s', '', 'two%slines', cast(array['a', null] as text array))"
                .formatted(company.tenant(), "\n"));
    Lead lead = new Leads(login.tables()).page(company.inNorth(), LeadFilter.all(), FIRST).get(0);
    assertThat(lead.workspaceOrNull()).isNull();
    assertThat(lead.details().person().emailOrNull()).isEmpty();
    assertThat(lead.details().person().firstNameOrNull()).isEqualTo("two\nlines");
    assertThat(lead.details().tags()).containsExactly("a");
  }

  @ParameterizedTest
  @EnumSource(Login.class)
  void whatDoesNotFitIsRefusedByItsField(Login login) {
    Company company = Company.in(login);
    Leads leads = new Leads(login.tables());
    assertInvalid(
        "email",
        () -> leads.add(company.scope(), LeadDetails.of(Person.withEmail("x".repeat(321)))));
    assertInvalid("source", () -> leads.add(company.scope(), anybody().from(" ")));
    assertInvalid(
        "tags", () -> leads.add(company.scope(), anybody().tagged("t,".repeat(201).split(","))));
    assertInvalid(
        "custom_fields",
        () -> leads.add(company.scope(), anybody().with(JsonObject.of("x", "x".repeat(1 << 20)))));
    assertThat(leads.page(company.scope(), LeadFilter.all(), FIRST)).isEmpty();
  }
}
