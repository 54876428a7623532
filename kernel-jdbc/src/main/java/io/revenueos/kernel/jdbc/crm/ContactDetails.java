package io.revenueos.kernel.jdbc.crm;

import io.revenueos.kernel.jdbc.RowCheck;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a contact.
 *
 * @param lifecycleStageOrNull the host's own word
 */
public record ContactDetails(
    Person person, @Nullable String roleTitleOrNull, @Nullable String lifecycleStageOrNull) {
  private static final int MAX_LENGTH = 200;

  /** A person, and nothing else. */
  public static ContactDetails of(Person person) {
    return new ContactDetails(person, null, null);
  }

  public ContactDetails inRole(String title) {
    return new ContactDetails(person, title, lifecycleStageOrNull);
  }

  public ContactDetails inStage(String lifecycleStage) {
    return new ContactDetails(person, roleTitleOrNull, lifecycleStage);
  }

  void check() {
    RowCheck check = new RowCheck("invalid_contact");
    person.check();
    check.nameIfAny("role_title", roleTitleOrNull, MAX_LENGTH);
    check.nameIfAny("lifecycle_stage", lifecycleStageOrNull, MAX_LENGTH);
  }
}
