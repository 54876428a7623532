package io.revenueos.cli.chart;

import io.revenueos.cli.chart.Axis.Scale;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.time.LocalDate;
import java.util.List;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Draws charts with XChart. */
final class Drawing {
  private static final int WIDTH = 1200;
  private static final int HEIGHT = 600;
  private static final int TICK_DISTANCE = 130;
  private static final float THIN = 1.5f;
  private static final float STRONG = 3f;
  private static final Color GREY = new Color(0x66, 0x66, 0x66);
  private static final Color BLUE = new Color(0x1f, 0x5f, 0xa8);
  private static final Color ORANGE = new Color(0xd9, 0x6b, 0x0b);

  private Drawing() {}

  static BufferedImage of(List<io.revenueos.cli.chart.Chart> charts) {
    int height = HEIGHT * Math.max(1, charts.size());
    BufferedImage picture = new BufferedImage(WIDTH, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = picture.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, WIDTH, height);
    for (io.revenueos.cli.chart.Chart chart : charts) {
      drawn(chart).paint(graphics, WIDTH, HEIGHT);
      graphics.translate(0, HEIGHT);
    }
    graphics.dispose();
    return picture;
  }

  private static Chart<?, ?> drawn(io.revenueos.cli.chart.Chart chart) {
    return chart instanceof LineChart lines ? drawn(lines) : drawn((BarChart) chart);
  }

  private static XYChart drawn(LineChart chart) {
    XYChart drawn =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(chart.title())
            .xAxisTitle(chart.x().title())
            .yAxisTitle(chart.y().title())
            .build();
    style(drawn.getStyler(), chart.y());
    if (chart.x().scale() == Scale.DAY) {
      drawn
          .getStyler()
          .setXAxisTickLabelsFormattingFunction(
              day -> LocalDate.ofEpochDay(Math.round(day)).toString());
    } else {
      drawn.getStyler().setXAxisDecimalPattern(chart.x().scale().pattern());
    }
    for (Line line : chart.lines()) {
      if (!line.points().isEmpty()) {
        double[] x = line.points().stream().mapToDouble(p -> scaled(p.x(), chart.x())).toArray();
        double[] y = line.points().stream().mapToDouble(p -> scaled(p.y(), chart.y())).toArray();
        look(drawn.addSeries(line.name(), x, y), line.look());
      }
    }
    return drawn;
  }

  private static double scaled(double value, Axis axis) {
    return axis.scale() == Scale.PERCENT ? value * 100 : value;
  }

  private static void look(XYSeries series, Line.Look look) {
    series.setLineStyle(SeriesLines.SOLID);
    series.setLineWidth(look == Line.Look.ACTUAL ? STRONG : THIN);
    series.setMarker(SeriesMarkers.NONE);
    switch (look) {
      case ACTUAL -> series.setLineColor(BLUE);
      case FORECAST -> {
        series.setLineColor(ORANGE);
        series.setMarker(SeriesMarkers.CIRCLE);
        series.setMarkerColor(ORANGE);
      }
      case DASHED -> {
        series.setLineColor(GREY);
        series.setLineStyle(SeriesLines.DASH_DASH);
      }
      case MARKS -> {
        series.setLineStyle(SeriesLines.NONE);
        series.setMarker(SeriesMarkers.CIRCLE);
        series.setMarkerColor(ORANGE);
      }
    }
  }

  private static CategoryChart drawn(BarChart chart) {
    CategoryChart drawn =
        new CategoryChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(chart.title())
            .xAxisTitle(chart.x().title())
            .yAxisTitle(chart.y().title())
            .build();
    style(drawn.getStyler(), chart.y());
    drawn.getStyler().setSeriesColors(new Color[] {BLUE, ORANGE, GREY});
    for (BarChart.Bars bars : chart.bars()) {
      drawn.addSeries(
          bars.name(),
          chart.categories(),
          bars.heights().stream().map(height -> scaled(height, chart.y())).toList());
    }
    return drawn;
  }

  private static void style(AxesChartStyler styler, Axis y) {
    styler.setChartBackgroundColor(Color.WHITE);
    styler.setChartTitleFont(font(Font.BOLD, 20));
    styler.setAxisTitleFont(font(Font.PLAIN, 16));
    styler.setAxisTickLabelsFont(font(Font.PLAIN, 14));
    styler.setLegendFont(font(Font.PLAIN, 14));
    styler.setLegendPosition(LegendPosition.OutsideE);
    styler.setYAxisDecimalPattern(y.scale().pattern());
    styler.setXAxisTickMarkSpacingHint(TICK_DISTANCE);
    styler.setPlotGridLinesVisible(true);
  }

  private static Font font(int weight, int size) {
    return new Font(Font.SANS_SERIF, weight, size);
  }
}
