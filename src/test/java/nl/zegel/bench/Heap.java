package nl.zegel.bench;

import java.lang.management.ManagementFactory;

/** The most heap in use at one moment, looked at each twenty milliseconds. */
final class Heap implements AutoCloseable {
    private final Thread draad = new Thread(this::draai, "bench-heap");
    private volatile long meest;
    private volatile boolean open = true;

    Heap() {
        draad.start();
    }

    long meestMiB() {
        return meest >> 20;
    }

    private void draai() {
        try {
            while (open) {
                meest = Math.max(meest, ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
                Thread.sleep(20);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws InterruptedException {
        open = false;
        draad.join();
    }
}
