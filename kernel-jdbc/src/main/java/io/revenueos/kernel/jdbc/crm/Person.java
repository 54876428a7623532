package io.revenueos.kernel.jdbc.crm;

import io.revenueos.kernel.jdbc.RowCheck;
import org.jspecify.annotations.Nullable;

/** Who somebody is and how to reach them, as far as it is known. */
public record Person(
    @Nullable String emailOrNull,
    @Nullable String phoneOrNull,
    @Nullable String firstNameOrNull,
    @Nullable String lastNameOrNull,
    @Nullable String companyOrNull) {
  static final int MAX_EMAIL = 320;
  private static final int MAX_PHONE = 64;
  private static final int MAX_NAME = 200;

  /** Nothing is known. */
  public static Person unknown() {
    return new Person(null, null, null, null, null);
  }

  /** Somebody with an address. */
  public static Person withEmail(String email) {
    return new Person(email, null, null, null, null);
  }

  public Person withPhone(String phone) {
    return new Person(emailOrNull, phone, firstNameOrNull, lastNameOrNull, companyOrNull);
  }

  public Person named(String firstName, String lastName) {
    return new Person(emailOrNull, phoneOrNull, firstName, lastName, companyOrNull);
  }

  public Person workingFor(String company) {
    return new Person(emailOrNull, phoneOrNull, firstNameOrNull, lastNameOrNull, company);
  }

  /** Rows that others wrote may hold anything: what is written here may not. */
  void check() {
    RowCheck check = new RowCheck("invalid_person");
    check.nameIfAny("email", emailOrNull, MAX_EMAIL);
    check.nameIfAny("phone", phoneOrNull, MAX_PHONE);
    check.nameIfAny("first_name", firstNameOrNull, MAX_NAME);
    check.nameIfAny("last_name", lastNameOrNull, MAX_NAME);
    check.nameIfAny("company", companyOrNull, MAX_NAME);
  }
}
