package io.revenueos.cro.review;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A deal, reviewed.
 *
 * @param version of the rubric
 * @param score 0 to 100, the sum of the points
 * @param points of each part, 0 to 25
 * @param risks in the order of {@link Risk.Kind}
 * @param nextSteps what to do, the most urgent first
 */
public record DealReview(
    String version,
    int score,
    Grade grade,
    Health health,
    Map<Part, Integer> points,
    List<Risk> risks,
    List<String> nextSteps,
    Recommendation recommendation) {
  /** The version of the rubric in this package. */
  public static final String VERSION = "revenue_os.deal_review.v1";

  public DealReview {
    points = Map.copyOf(points);
    risks = List.copyOf(risks);
    nextSteps = List.copyOf(nextSteps);
  }

  /** The score as a school would say it: A from 85, B from 70, C from 55, D from 40, else F. */
  public enum Grade {
    A(85),
    B(70),
    C(55),
    D(40),
    F(0);

    private final int least;

    Grade(int least) {
      this.least = least;
    }

    static Grade of(int score) {
      for (Grade grade : values()) {
        if (score >= grade.least) {
          return grade;
        }
      }
      return F;
    }
  }

  /** At a glance. */
  public enum Health {
    /** Grade A or B and no risk. */
    GREEN,
    /** Anything between. */
    YELLOW,
    /** Grade F, or three risks and more. */
    RED
  }

  /** What to do with the deal. */
  public enum Recommendation {
    /** It goes well: close it. */
    CLOSE("close it"),
    /** Go on, and work on the risks. */
    ADVANCE("go on, and work on its risks"),
    /** It will be lost unless something changes. */
    RESCUE("rescue it: it is lost unless something changes"),
    /** Nothing speaks for it: ask whether it is still a deal. */
    QUALIFY_OUT("ask whether it is still a deal");

    private final String words;

    Recommendation(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }
  }

  /** The points in the order of the parts. */
  public Map<Part, Integer> orderedPoints() {
    return new EnumMap<>(points);
  }
}
