package nl.zegel.app;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;

/** Headers of every answer on the management port: kept nowhere, framed nowhere, guessed at by nobody. */
@ManagementContextConfiguration(proxyBeanMethods = false)
class Beheerkoppen {
    @Bean
    FilterRegistrationBean<HttpFilter> koppen() {
        return new FilterRegistrationBean<>(new Koppen());
    }

    private static final class Koppen extends HttpFilter {
        private static final long serialVersionUID = 1L;

        @Override
        protected void doFilter(HttpServletRequest vraag, HttpServletResponse antwoord, FilterChain verder) throws IOException, ServletException {
            antwoord.setHeader("Cache-Control", "no-store");
            antwoord.setHeader("X-Content-Type-Options", "nosniff");
            antwoord.setHeader("X-Frame-Options", "DENY");
            antwoord.setHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
            verder.doFilter(vraag, antwoord);
        }
    }
}
