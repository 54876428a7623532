package io.revenueos.cmo.scoring;

import io.revenueos.kernel.jdbc.TenantDatabase;
import io.revenueos.kernel.jdbc.TimeKey;
import io.revenueos.kernel.jdbc.crm.Activity.Kind;
import io.revenueos.kernel.jdbc.crm.Lead;
import io.revenueos.kernel.jdbc.crm.Lead.Status;
import io.revenueos.kernel.jdbc.crm.LeadFilter;
import io.revenueos.kernel.jdbc.crm.Leads;
import io.revenueos.kernel.jdbc.crm.Person;
import io.revenueos.kernel.store.Page;
import io.revenueos.kernel.tenant.TenantScope;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The leads of a tenant as a table: profile, the touches of their first week, and the host's own
 * fields as {@code custom.name}. Names, addresses and tags are not in it: the first two say
 * nothing, the last are set when the outcome is known.
 *
 * @param leads in the order of the table
 */
public record TenantLeads(List<Lead> leads, LeadTable table) {
  private static final List<String> COLUMNS =
      List.of(
          "email_kind",
          "phone",
          "company",
          "segment",
          "source",
          "touches_first_week",
          "meetings_first_week",
          "forms_first_week",
          "calls_first_week");

  public TenantLeads {
    leads = List.copyOf(leads);
  }

  /** All leads of a scope, the newest first. */
  public static TenantLeads read(TenantDatabase database, TenantScope scope) {
    List<Lead> leads = all(new Leads(database), scope);
    Map<UUID, Map<Kind, Long>> touches = FirstWeek.touches(database, scope);
    TreeSet<String> custom = new TreeSet<>();
    leads.forEach(
        lead -> lead.details().customFields().keys().forEach(key -> custom.add(key.strip())));
    List<String> columns = new ArrayList<>(COLUMNS);
    custom.forEach(name -> columns.add("custom." + name));
    List<List<String>> rows = new ArrayList<>();
    for (Lead lead : leads) {
      List<String> row = profile(lead);
      row.addAll(engagement(touches.getOrDefault(lead.id().value(), Map.of())));
      Map<String, String> fields = custom(lead);
      custom.forEach(name -> row.add(fields.getOrDefault(name, "")));
      rows.add(row);
    }
    return new TenantLeads(leads, LeadTable.of(columns, rows));
  }

  private static List<Lead> all(Leads leads, TenantScope scope) {
    List<Lead> all = new ArrayList<>();
    @Nullable TimeKey last = null;
    List<Lead> page;
    do {
      page = leads.page(scope, LeadFilter.all(), new Page<>(last, Page.MAX_LIMIT));
      all.addAll(page);
      last = page.isEmpty() ? null : page.get(page.size() - 1).key();
    } while (page.size() == Page.MAX_LIMIT);
    return all;
  }

  private static List<String> profile(Lead lead) {
    Person person = lead.details().person();
    List<String> row = new ArrayList<>();
    row.add(emailKind(person.emailOrNull()));
    row.add(person.phoneOrNull() == null ? "no" : "yes");
    row.add(person.companyOrNull() == null ? "no" : "yes");
    row.add(orEmpty(lead.details().segmentOrNull()));
    row.add(orEmpty(lead.details().sourceOrNull()));
    return row;
  }

  private static String emailKind(@Nullable String address) {
    if (address == null) {
      return "none";
    }
    return LeadRule.isFreeMail(address) ? "free" : "business";
  }

  private static List<String> engagement(Map<Kind, Long> touches) {
    long sum = touches.values().stream().mapToLong(Long::longValue).sum();
    return List.of(
        Long.toString(sum),
        times(touches, Kind.MEETING),
        times(touches, Kind.FORM),
        times(touches, Kind.CALL));
  }

  private static String times(Map<Kind, Long> touches, Kind kind) {
    return Long.toString(touches.getOrDefault(kind, 0L));
  }

  /** By the names without spaces around them: of several that are the same, the first one. */
  private static Map<String, String> custom(Lead lead) {
    Map<String, String> fields = new HashMap<>();
    lead.details()
        .customFields()
        .members()
        .forEach((key, value) -> fields.putIfAbsent(key.strip(), text(value)));
    return fields;
  }

  /** Only what is a single value: a list or an object has no place in a cell. */
  private static String text(@Nullable Object value) {
    if (value instanceof BigDecimal number) {
      return number.toPlainString();
    }
    return value instanceof String || value instanceof Number || value instanceof Boolean
        ? value.toString()
        : "";
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  /** Those that were won or lost. */
  public LeadHistory history() {
    int[] closed = rows(TenantLeads::isClosed);
    boolean[] outcomes = new boolean[closed.length];
    for (int i = 0; i < closed.length; i++) {
      outcomes[i] = leads.get(closed[i]).status() == Status.CLOSED_WON;
    }
    return LeadHistory.of(table.withRows(closed), outcomes);
  }

  /** Those that are still open. */
  public TenantLeads open() {
    int[] open = rows(lead -> !isClosed(lead));
    return new TenantLeads(IntStream.of(open).mapToObj(leads::get).toList(), table.withRows(open));
  }

  private int[] rows(Predicate<Lead> wanted) {
    return IntStream.range(0, leads.size()).filter(row -> wanted.test(leads.get(row))).toArray();
  }

  private static boolean isClosed(Lead lead) {
    return lead.status() == Status.CLOSED_WON || lead.status() == Status.CLOSED_LOST;
  }
}
