package nl.zegel.exchange;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** The real intake; counts what a channel tries to give it. */
final class Meekijker implements Intake {
    final AtomicLong bytes = new AtomicLong();
    private final Supplier<Intake> echt;

    Meekijker(Supplier<Intake> echt) {
        this.echt = echt;
    }

    @Override
    public Ontvangst begin(Aanvoer aanvoer) throws IOException {
        return new Geteld(echt.get().begin(aanvoer));
    }

    @Override
    public Ontvangst begin(Aanvoer aanvoer, Beurt beurt) throws IOException {
        return new Geteld(echt.get().begin(aanvoer, beurt));
    }

    @Override
    public void geenZegel(Aanvoer aanvoer, String code) throws IOException {
        echt.get().geenZegel(aanvoer, code);
    }

    @Override
    public Optional<Bewijsstuk> wachtOpUitslag(OntvangstId id, Duration tenHoogste) {
        return echt.get().wachtOpUitslag(id, tenHoogste);
    }

    private final class Geteld implements Ontvangst {
        private final Ontvangst ontvangst;
        private final OutputStream naar;

        Geteld(Ontvangst ontvangst) {
            this.ontvangst = ontvangst;
            this.naar = new FilterOutputStream(ontvangst.bytes()) {
                @Override
                public void write(byte[] b, int van, int lengte) throws IOException {
                    bytes.addAndGet(lengte);
                    out.write(b, van, lengte);
                }

                @Override
                public void write(int b) throws IOException {
                    write(new byte[] {(byte) b}, 0, 1);
                }
            };
        }

        @Override
        public OutputStream bytes() {
            return naar;
        }

        @Override
        public OntvangstId vastleggen() throws IOException {
            return ontvangst.vastleggen();
        }

        @Override
        public void close() throws IOException {
            ontvangst.close();
        }
    }
}
