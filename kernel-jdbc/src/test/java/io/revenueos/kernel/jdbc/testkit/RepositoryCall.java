package io.revenueos.kernel.jdbc.testkit;

import io.revenueos.kernel.jdbc.TenantDatabase;
import io.revenueos.kernel.jdbc.secret.SecretBox;
import io.revenueos.kernel.tenant.TenantScope;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A call of a method of a repository, with ids of one company and values of another. */
public record RepositoryCall(Method method, List<Object> arguments) {

  /** Every method of every repository. */
  public static List<RepositoryCall> all(Map<Class<?>, Object> ids, Values values) {
    return Repositories.methods().stream().map(method -> of(method, ids, values)).toList();
  }

  public static RepositoryCall of(Method method, Map<Class<?>, Object> ids, Values values) {
    List<Object> arguments = new ArrayList<>();
    Class<?>[] types = method.getParameterTypes();
    for (int i = 1; i < types.length; i++) {
      Object id = ids.get(types[i]);
      arguments.add(id == null ? values.of(types[i]) : id);
    }
    return new RepositoryCall(method, arguments);
  }

  /** The same with another argument in a place. */
  public RepositoryCall with(int place, Object argument) {
    List<Object> changed = new ArrayList<>(arguments);
    changed.set(place, argument);
    return new RepositoryCall(method, changed);
  }

  public String name() {
    return Repositories.nameOf(method);
  }

  public Class<?> repository() {
    return method.getDeclaringClass();
  }

  /** What the method returns; what it throws is thrown. */
  public @Nullable Object run(TenantDatabase tables, @Nullable TenantScope scope) {
    List<@Nullable Object> all = new ArrayList<>();
    all.add(scope);
    all.addAll(arguments);
    try {
      return method.invoke(repository(tables), all.toArray());
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
    Constructor<?> constructor = repository().getConstructors()[0];
    Class<?>[] types = constructor.getParameterTypes();
    if (types.length == 1) {
      return constructor.newInstance(tables);
    }
    if (types.length == 2 && types[1] == SecretBox.class) {
      return constructor.newInstance(tables, Estate.BOX);
    }
    throw new AssertionError("no arguments for " + constructor);
  }
}
