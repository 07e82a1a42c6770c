package org.plumbline.ui.plots.swt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.ImageLoader;
import org.eclipse.swt.layout.FillLayout;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Shell;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.plumbline.ui.plots.model.Plot;
import org.plumbline.ui.plots.model.SamplePlots;
import org.plumbline.ui.plots.model.Series;
import org.plumbline.ui.plots.paint.PlotHit;
import org.plumbline.ui.plots.paint.PlotLayout;

@EnabledIf(value = "display", disabledReason = "no display")
class PlotCanvasTest {

    private Display display;
    private Shell shell;
    private PlotCanvas canvas;

    static boolean display() {
        return !System.getProperty("os.name").startsWith("Linux") || System.getenv("DISPLAY") != null;
    }

    @BeforeEach
    void open() {
        display = Display.getDefault();
        shell = new Shell(display, SWT.NO_TRIM);
        shell.setLayout(new FillLayout());
        canvas = new PlotCanvas(shell, SWT.NONE);
        shell.setBounds(0, 0, 900, 560);
        shell.open();
    }

    @AfterEach
    void close() {
        shell.dispose();
    }

    private void until(BooleanSupplier done) {
        long end = System.nanoTime() + 10_000_000_000L;
        while (!done.getAsBoolean()) {
            assertThat(System.nanoTime()).as("10 s are over").isLessThan(end);
            if (!display.readAndDispatch()) {
                Thread.onSpinWait();
            }
        }
    }

    private PlotLayout show(Plot plot) {
        canvas.setPlot(plot);
        until(() -> canvas.plot() == plot);
        canvas.update();
        until(() -> canvas.painted().isPresent());
        return canvas.painted().orElseThrow();
    }

    private void send(int type, int key, double x, double y) {
        Event event = new Event();
        event.keyCode = key;
        event.button = 1;
        event.x = (int) Math.round(x);
        event.y = (int) Math.round(y);
        canvas.notifyListeners(type, event);
    }

    @Test
    void aClickLeadsBackToTheTrials() {
        Plot plot = SamplePlots.depth();
        PlotLayout layout = show(plot);
        List<PlotHit> hits = new ArrayList<>();
        canvas.addSelectionListener(hits::add);
        Series max = plot.find("max").orElseThrow();
        double[] place = layout.place(max, 2);
        send(SWT.MouseDown, 0, place[0], place[1]);
        assertThat(hits).containsExactly(new PlotHit(max, 2));
        assertThat(hits.getFirst().trials()).containsExactly("a64-0", "a64-1");
        send(SWT.MouseMove, 0, place[0], place[1]);
        assertThat(canvas.getToolTipText()).contains("Norm = 0.03125 ± 0.007813");
        send(SWT.MouseMove, 0, 1, 1);
        assertThat(canvas.getToolTipText()).isNull();
    }

    @Test
    void theKeyboardReachesEveryPoint() {
        Plot plot = SamplePlots.depth();
        show(plot);
        List<PlotHit> hits = new ArrayList<>();
        canvas.addSelectionListener(hits::add);
        send(SWT.KeyDown, SWT.ARROW_RIGHT, 0, 0);
        send(SWT.KeyDown, SWT.ARROW_RIGHT, 0, 0);
        send(SWT.KeyDown, SWT.ARROW_DOWN, 0, 0);
        send(SWT.KeyDown, SWT.CR, 0, 0);
        assertThat(hits).containsExactly(new PlotHit(plot.find("rss").orElseThrow(), 1));
        send(SWT.KeyDown, SWT.ARROW_LEFT, 0, 0);
        assertThat(canvas.selection()).as("the first point of rss is not positive").contains(hits.getFirst());
    }

    @Test
    void aCellOfAMapHasATipAndLeadsToItsTrials() {
        Plot plot = SamplePlots.map();
        PlotLayout layout = show(plot);
        List<PlotHit> hits = new ArrayList<>();
        canvas.addSelectionListener(hits::add);
        Series map = plot.find("m").orElseThrow();
        double[] place = layout.place(map, 8);
        send(SWT.MouseDown, 0, place[0] + 20, place[1] + 20);
        assertThat(hits).containsExactly(new PlotHit(map, 8));
        assertThat(hits.getFirst().trials()).containsExactly("t02");
        send(SWT.MouseMove, 0, place[0] + 20, place[1] + 20);
        assertThat(canvas.getToolTipText()).contains("Scale = 1", "log10 of the ratio = −0.5 decades", "2 of 2 trials");
        send(SWT.KeyDown, SWT.ARROW_RIGHT, 0, 0);
        assertThat(canvas.selection()).contains(new PlotHit(map, 9));
    }

    @Test
    void plotsMayComeFromAnotherThread() throws InterruptedException {
        Plot last = SamplePlots.loss();
        Thread worker = new Thread(() -> {
            for (int i = 0; i < 100; i++) {
                canvas.setPlot(SamplePlots.depth());
            }
            canvas.setPlot(last);
        });
        worker.start();
        worker.join();
        until(() -> canvas.plot() == last);
        shell.dispose();
        canvas.setPlot(SamplePlots.depth());
        display.readAndDispatch();
    }

    @Test
    void theWindowShowsTheFigure() {
        show(SamplePlots.depth());
        Image image = new Image(display, 900, 560);
        GC gc = new GC(image);
        assertThat(canvas.print(gc)).isTrue();
        gc.dispose();
        ImageData data = image.getImageData();
        image.dispose();
        int blue = 0;
        for (int y = 0; y < data.height; y++) {
            for (int x = 0; x < data.width; x++) {
                blue += data.palette.getRGB(data.getPixel(x, y)).equals(new org.eclipse.swt.graphics.RGB(0, 0x72, 0xb2)) ? 1 : 0;
            }
        }
        String target = System.getProperty("plumbline.screenshot");
        if (target != null) {
            ImageLoader loader = new ImageLoader();
            loader.data = new ImageData[] { data };
            loader.save(target, SWT.IMAGE_PNG);
        }
        assertThat(blue).isGreaterThan(100);
    }
}
