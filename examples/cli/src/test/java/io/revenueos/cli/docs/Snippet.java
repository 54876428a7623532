package io.revenueos.cli.docs;

import java.io.StringWriter;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Java source out of a page, compiled against the class path of the tests. */
record Snippet(String className, String source) {

  /** Imports and statements, made the body of {@code static void run(parameters)}. */
  static Snippet ofStatements(String className, String parameters, String code) {
    String imports =
        code.lines().filter(line -> line.startsWith("import ")).collect(Collectors.joining("\n"));
    String statements =
        code.lines().filter(line -> !line.startsWith("import ")).collect(Collectors.joining("\n"));
    return new Snippet(
        className,
        "%s%npublic final class %s {%n  public static void run(%s) {%n%s%n  }%n}%n"
            .formatted(imports, className, parameters, statements));
  }

  Class<?> compiledInto(Path folder) throws Exception {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter problems = new StringWriter();
    JavaFileObject file =
        new SimpleJavaFileObject(
            URI.create("string:///" + className + ".java"), JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return source;
          }
        };
    List<String> options =
        List.of("-d", folder.toString(), "-cp", System.getProperty("java.class.path"));
    boolean compiles = compiler.getTask(problems, null, null, options, null, List.of(file)).call();
    if (!compiles) {
      throw new AssertionError("does not compile:\n" + problems + "\n" + source);
    }
    URLClassLoader loader =
        new URLClassLoader(new URL[] {folder.toUri().toURL()}, Snippet.class.getClassLoader());
    return loader.loadClass(className);
  }
}
