package io.revenueos.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.kernel.openai.Provider;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelsPageTest {
  @TempDir private Path folder;

  @Test
  void theChainInTheDocumentationCompilesAndIsNamedAfterItsModels() throws Exception {
    Class<?> chain =
        Snippet.ofStatements(
                "Chain",
                "java.util.Map<String, String> secrets",
                Page.read("docs/models.md").blocks("java").get(0))
            .compiledInto(folder);
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream before = System.out;
    try (PrintStream captured = new PrintStream(printed, true, StandardCharsets.UTF_8)) {
      System.setOut(captured);
      chain.getMethod("run", Map.class).invoke(null, Map.of());
    } finally {
      System.setOut(before);
    }
    assertThat(printed.toString(StandardCharsets.UTF_8))
        .isEqualToIgnoringNewLines("openai/gpt-4o-mini, else gemini/gemini-2.5-flash");
  }

  @Test
  void theAddressesInTheDocumentationAreThoseOfTheProviders() throws Exception {
    String page = String.join("\n", Page.read("docs/models.md").mentions("(?m)^\\| `Provider.*"));
    for (Provider provider : new Provider[] {Provider.OPENAI, Provider.GEMINI, Provider.GROQ}) {
      assertThat(page).contains("`" + provider.baseUrl() + "`");
    }
  }
}
