package io.revenueos.kernel.jdbc.testkit;

import io.revenueos.kernel.jdbc.TenantDatabase;
import io.revenueos.kernel.tenant.TenantScope;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The repositories of an artifact, and what a suite that attacks them has to know: they themselves
 * and their methods are found in the classes.
 */
public interface RepositoryFamily {
  /** The package that they are in; those below it belong to it. */
  String packageName();

  /**
   * What takes a scope or a {@link TenantDatabase} and is left alone all the same, by {@link
   * Repositories#nameOf}, and why.
   */
  Map<String, String> spared();

  /** By name, methods of other artifacts that put what these read: text may be hostile there. */
  List<String> feeding();

  /**
   * Gives a company rows in north, or of the tenant as a whole, for every method to find, with its
   * {@link Company#mark} in each of them.
   *
   * @return the ids that they got, by their types; an id that the caller chooses is none of these,
   *     and the same for every company
   */
  Map<Class<?>, Object> settle(Login login, Company company);

  /** Whether {@link #settle} leaves a row in a table. */
  boolean fills(String table);

  /**
   * A value of every type that a method takes.
   *
   * @param text stands wherever there is any
   * @param ids what they refer to
   */
  Values values(String text, Map<Class<?>, Object> ids);

  /**
   * What a call of the company's, in north, has put.
   *
   * @param result the call's
   */
  @Nullable Object readBack(Estate estate, RepositoryCall call, @Nullable Object result);

  /**
   * Whether a place may refuse a text that every database stores, such as a name that is too long.
   *
   * @param place the method's name, the place of the argument, and the path in it
   */
  boolean mayRefuse(String place, String text);

  /** Whether a call only asks; what it answers is the scope's own then. */
  default boolean isAnswer(@Nullable Object result) {
    return result instanceof List || result instanceof Optional;
  }

  /** Whether it can be told from a row that was found whose it is. */
  default boolean isRecognizable(Object row) {
    return row instanceof Record;
  }

  /** Whether a call is about what has no workspace, and is not kept from the scope therefore. */
  default boolean isTenantWide(RepositoryCall call, TenantScope scope) {
    return false;
  }

  /** As whom a company finds its rows by a call. */
  default TenantScope finder(RepositoryCall call, Company company) {
    return company.inNorth();
  }

  /** The methods that put text. */
  default List<Method> writing() {
    return Stream.concat(
            methods().stream(),
            Repositories.methods("io.revenueos.kernel.jdbc").stream()
                .filter(method -> feeding().contains(Repositories.nameOf(method))))
        .toList();
  }

  /** The methods that are attacked. */
  default List<Method> methods() {
    return Repositories.methods(packageName()).stream()
        .filter(method -> !spared().containsKey(Repositories.nameOf(method)))
        .toList();
  }
}
