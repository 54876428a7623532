package io.revenueos.kernel.jdbc.testkit;

import io.revenueos.kernel.jdbc.TenantDatabase;
import io.revenueos.kernel.jdbc.secret.SecretBox;
import io.revenueos.kernel.jdbc.secret.SecretKeys;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A company that has a row for every method of a family's repositories to find, in north or of the
 * tenant as a whole, and its {@link Company#mark} in each of them.
 *
 * @param ids of its rows in north, by their types
 */
public record Estate(
    RepositoryFamily family, Login login, Company company, Map<Class<?>, Object> ids) {
  /** All tests have the key; nobody else does. */
  public static final SecretBox BOX = SecretBox.of(SecretKeys.of("test", new byte[32]));

  public static Estate of(RepositoryFamily family, Login login) {
    Company company = Company.in(login);
    return new Estate(family, login, company, family.settle(login, company));
  }

  public TenantDatabase tables() {
    return login.tables();
  }

  /** An id of the company's. */
  public <T> T id(Class<T> type) {
    return type.cast(Objects.requireNonNull(ids.get(type)));
  }

  /** A call of every method, with the company's ids. */
  public List<RepositoryCall> calls(String text) {
    return calls(family.methods(), text);
  }

  /** A call of every method that puts text, or asks by it. */
  public List<RepositoryCall> writing(String text) {
    return calls(family.writing(), text);
  }

  private List<RepositoryCall> calls(List<Method> methods, String text) {
    Values values = family.values(text, ids);
    return methods.stream().map(method -> RepositoryCall.of(method, values)).toList();
  }
}
