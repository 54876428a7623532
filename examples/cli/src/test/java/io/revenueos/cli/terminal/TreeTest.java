package io.revenueos.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TreeTest {
  @Test
  void branchesHangFromStems() {
    Tree tree =
        new Tree("root")
            .detail("key", "line\nbreak")
            .branch(new Tree("first").branch(new Tree("leaf").detail("a", 1)))
            .branch(new Tree("last").detail("b", 2));

    assertThat(tree)
        .hasToString(
            """
            root
            \u2502  key: line\\u000Abreak
            \u251C\u2500 first
            \u2502  \u2514\u2500 leaf
            \u2502        a: 1
            \u2514\u2500 last
                  b: 2""");
  }
}
