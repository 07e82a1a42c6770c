package org.plumbline.numerics.linalg;

import java.lang.ref.SoftReference;
import java.nio.DoubleBuffer;
import java.util.concurrent.atomic.AtomicReference;

import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;

/**
 * Native memory for one call of LAPACK: a block that is cut into parts and released on close.
 * Handed Java arrays, JavaCPP copies each of them in and out again, and they start anywhere. Here each part starts at a cache
 * line, and the leading dimension of a matrix is chosen for the caches. Both together are worth 4 to 9 % of a decomposition of
 * order 128, by measurement.
 * One released block, of at most {@value #LARGEST_KEPT} entries, is kept for the next call, softly: the pages of a new one cost
 * 5 % of a decomposition of order 1000.
 */
final class NativeBlock implements AutoCloseable {

	/** Entries of a cache line. */
	private static final int LINE = 8;
	/** Rows this many entries apart fall on the same few sets of the first cache. */
	private static final int CLASH = 64;
	/** Bytes that a direct buffer can address. */
	private static final long LARGEST_BUFFER = Integer.MAX_VALUE;

	/** Entries; 64 MiB. */
	private static final long LARGEST_KEPT = 1L << 23;
	private static final AtomicReference<SoftReference<DoublePointer>> KEPT = new AtomicReference<>();

	private final DoublePointer memory;
	private long used;

	/** Takes room for parts of these sizes, in entries of 8 bytes. */
	NativeBlock(long... sizes) {
		long total = LINE;
		for (long size : sizes) {
			total += toLine(size);
		}
		memory = take(total);
		// malloc aligns to 16 bytes.
		used = Math.floorMod(-(memory.address() / Double.BYTES), LINE);
	}

	/** The distance between the rows of a row-major matrix: at least its columns, and good for the caches. */
	static int stride(int columns) {
		if (columns < LINE) {
			return columns;
		}
		long line = toLine(columns);
		long stride = line % CLASH == 0 ? line + LINE : line;
		return stride <= Integer.MAX_VALUE ? (int) stride : columns;
	}

	/** The next part, for that many doubles. */
	DoublePointer doubles(long size) {
		DoublePointer part = memory.getPointer(used);
		used += toLine(size);
		return part;
	}

	/** The next part, for that many integers; takes half as many entries, rounded up. */
	IntPointer ints(long size) {
		return new IntPointer(doubles((size + 1) / 2));
	}

	/** Copies a row-major matrix into a part whose rows are that far apart. */
	static void write(double[] from, int columns, DoublePointer to, int stride) {
		if (stride == columns) {
			to.put(from, 0, from.length);
			return;
		}
		int rows = from.length / columns;
		DoubleBuffer buffer = buffer(to, (long) rows * stride);
		for (int i = 0; i < rows; i++) {
			if (buffer != null) {
				buffer.put(i * stride, from, i * columns, columns);
			} else {
				to.getPointer((long) i * stride).put(from, i * columns, columns);
			}
		}
	}

	/** Copies a row-major matrix out of a part whose rows are that far apart. */
	static void read(DoublePointer from, int stride, double[] to, int columns) {
		if (stride == columns) {
			from.get(to, 0, to.length);
			return;
		}
		int rows = to.length / columns;
		DoubleBuffer buffer = buffer(from, (long) rows * stride);
		for (int i = 0; i < rows; i++) {
			if (buffer != null) {
				buffer.get(i * stride, to, i * columns, columns);
			} else {
				from.getPointer((long) i * stride).get(to, i * columns, columns);
			}
		}
	}

	// A buffer copies a row in a third of the time of a native call, but addresses 2 GiB only.
	private static DoubleBuffer buffer(DoublePointer part, long size) {
		return size * Double.BYTES <= LARGEST_BUFFER ? new DoublePointer(part).capacity(size).asBuffer() : null;
	}

	private static DoublePointer take(long size) {
		SoftReference<DoublePointer> kept = KEPT.getAndSet(null);
		DoublePointer block = kept == null ? null : kept.get();
		if (block != null && block.capacity() >= size) {
			return block;
		}
		if (block != null) {
			block.deallocate();
		}
		return new DoublePointer(size);
	}

	private static long toLine(long size) {
		return (size + LINE - 1) / LINE * LINE;
	}

	@Override
	public void close() {
		if (memory.capacity() > LARGEST_KEPT || !KEPT.compareAndSet(null, new SoftReference<>(memory))) {
			memory.deallocate();
		}
	}
}
