package io.revenueos.kernel.jdbc.testkit;

import io.revenueos.kernel.error.InvalidInputException;
import io.revenueos.kernel.jdbc.TenantDatabase;
import io.revenueos.kernel.jdbc.secret.SecretBox;
import io.revenueos.kernel.tenant.TenantScope;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.Type;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A call of a method of a repository, with ids of one company and values of another.
 *
 * @param arguments all but the scope and the database
 */
public record RepositoryCall(Method method, List<Object> arguments) {

  public static RepositoryCall of(Method method, Values values) {
    return new RepositoryCall(
        method,
        parameters(method)
            .<Object>map(parameter -> values.of(method.getDeclaringClass(), parameter.getType()))
            .toList());
  }

  private static Stream<Parameter> parameters(Method method) {
    return Stream.of(method.getParameters())
        .filter(
            parameter ->
                parameter.getType() != TenantScope.class
                    && parameter.getType() != TenantDatabase.class);
  }

  /** The declared types of the arguments. */
  public List<Type> types() {
    return parameters(method).map(Parameter::getParameterizedType).toList();
  }

  /** The same with another argument in a place. */
  public RepositoryCall with(int place, Object argument) {
    List<Object> changed = new ArrayList<>(arguments);
    changed.set(place, argument);
    return new RepositoryCall(method, changed);
  }

  /** The same without all that may be left out; empty when something may not be after all. */
  public Optional<RepositoryCall> bare() {
    try {
      return Optional.of(
          new RepositoryCall(method, arguments.stream().map(Records::bare).toList()));
    } catch (InvalidInputException needed) {
      return Optional.empty();
    }
  }

  public String name() {
    return Repositories.nameOf(method);
  }

  public Class<?> repository() {
    return method.getDeclaringClass();
  }

  /** What the method returns; what it throws is thrown. */
  public @Nullable Object run(TenantDatabase tables, @Nullable TenantScope scope) {
    Queue<Object> rest = new ArrayDeque<>(arguments);
    List<@Nullable Object> all = new ArrayList<>();
    for (Class<?> type : method.getParameterTypes()) {
      if (type == TenantScope.class) {
        all.add(scope);
      } else {
        all.add(type == TenantDatabase.class ? tables : rest.remove());
      }
    }
    try {
      boolean isStatic = Modifier.isStatic(method.getModifiers());
      return method.invoke(isStatic ? null : repository(tables), all.toArray());
    } catch (InvocationTargetException thrown) {
      if (thrown.getCause() instanceof RuntimeException refused) {
        throw refused;
      }
      throw new AssertionError(name(), thrown.getCause());
    } catch (ReflectiveOperationException impossible) {
      throw new LinkageError(name(), impossible);
    }
  }

  private Object repository(TenantDatabase tables) throws ReflectiveOperationException {
    for (Method making : repository().getMethods()) {
      if (Repositories.isFactory(making)) {
        return making.invoke(null, madeOf(making, tables));
      }
    }
    var constructor = repository().getConstructors()[0];
    return constructor.newInstance(madeOf(constructor, tables));
  }

  /** The database, and what beside it is the same for all tests. */
  private static Object[] madeOf(Executable making, TenantDatabase tables) {
    Map<Class<?>, Object> known = Map.of(TenantDatabase.class, tables, SecretBox.class, Estate.BOX);
    return Stream.of(making.getParameterTypes())
        .map(
            type ->
                Optional.ofNullable(known.get(type))
                    .orElseThrow(() -> new AssertionError("no arguments for " + making)))
        .toArray();
  }
}
