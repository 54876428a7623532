package io.revenueos.kernel.jdbc.crm;

import static io.revenueos.kernel.jdbc.testkit.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.kernel.jdbc.TimeKey;
import io.revenueos.kernel.jdbc.testkit.Company;
import io.revenueos.kernel.jdbc.testkit.Login;
import io.revenueos.kernel.store.Page;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ContactsTest {
  private static final Page<TimeKey> FIRST = Page.first(10);
  private static final ContactDetails GRACE =
      ContactDetails.of(Person.withEmail("grace@example.com").named("Grace", "Hopper"))
          .inRole("Rear admiral")
          .inStage("evangelist");

  @ParameterizedTest
  @EnumSource(Login.class)
  void contactsAreKeptAndFound(Login login) {
    Company company = Company.in(login);
    Contacts contacts = new Contacts(login.tables());
    ContactId id = contacts.add(company.inNorth(), GRACE);
    ContactId other = contacts.add(company.inNorth(), ContactDetails.of(Person.unknown()));
    contacts.setStatus(company.inNorth(), other, Contact.Status.CUSTOMER);

    Contact contact = contacts.find(company.scope(), id).orElseThrow();
    assertThat(contact.details()).isEqualTo(GRACE);
    assertThat(contact.status()).isEqualTo(Contact.Status.PROSPECT);
    assertThat(contact.workspaceOrNull()).isEqualTo(company.north());
    assertThat(contacts.byEmail(company.scope(), "grace@example.com", FIRST))
        .containsExactly(contact);
    assertThat(contacts.page(company.scope(), Contact.Status.CUSTOMER, FIRST))
        .extracting(Contact::id)
        .containsExactly(other);
    assertThat(contacts.page(company.scope(), FIRST)).hasSize(2);
    assertThat(
            contacts.page(
                company.scope(),
                Page.after(contacts.page(company.scope(), FIRST).get(0).key(), 10)))
        .hasSize(1);
    assertThat(contacts.page(company.inSouth(), FIRST)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Login.class)
  void aContactIsChanged(Login login) {
    Company company = Company.in(login);
    Contacts contacts = new Contacts(login.tables());
    ContactId id = contacts.add(company.inNorth(), ContactDetails.of(Person.unknown()));
    contacts.update(company.inNorth(), id, GRACE);
    assertThat(contacts.find(company.inNorth(), id).map(Contact::details)).contains(GRACE);
    assertRefused("unknown_id", () -> contacts.update(company.inSouth(), id, GRACE));
    assertRefused(
        "unknown_id", () -> contacts.setStatus(company.inSouth(), id, Contact.Status.ARCHIVED));
  }
}
