package io.revenueos.cmo.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.kernel.jdbc.crm.LeadDetails;
import io.revenueos.kernel.jdbc.crm.Leads;
import io.revenueos.kernel.jdbc.crm.Person;
import io.revenueos.kernel.jdbc.testkit.Company;
import io.revenueos.kernel.jdbc.testkit.Login;
import io.revenueos.kernel.json.JsonObject;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A tenant's leads as a table. */
class TenantLeadsTest {
  private static LeadDetails lead(JsonObject custom) {
    return LeadDetails.of(Person.withEmail("ada@example.com")).with(custom);
  }

  @ParameterizedTest
  @EnumSource(names = {"H2", "POSTGRES_HOST"})
  void customFieldsThatDifferInSpacesAreOneColumn(Login login) {
    Company company = Company.in(login);
    Leads leads = new Leads(login.tables());
    leads.add(company.scope(), lead(JsonObject.of("size", 10)));
    leads.add(company.scope(), lead(JsonObject.of(" size ", "many").with("list", List.of(1))));
    LeadTable table = TenantLeads.read(login.tables(), company.scope()).table();
    assertThat(table.columns()).contains("custom.list", "custom.size").hasSize(11);
    int size = table.indexOf("custom.size");
    assertThat(List.of(table.row(0).get(size), table.row(1).get(size)))
        .containsExactlyInAnyOrder("10", "many");
    assertThat(table.row(0).get(table.indexOf("custom.list"))).isEmpty();
  }
}
