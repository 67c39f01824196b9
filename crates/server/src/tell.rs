//! What is told of what goes on: lines on standard error, and traces to a collector.

use crate::config;
use opentelemetry::trace::TracerProvider;
use opentelemetry_otlp::{SpanExporter, WithExportConfig};
use opentelemetry_sdk::Resource;
use opentelemetry_sdk::trace::SdkTracerProvider;
use sampan_app::TRACED;
use tracing_subscriber::filter::{EnvFilter, Targets};
use tracing_subscriber::layer::{Layer, SubscriberExt};
use tracing_subscriber::util::SubscriberInitExt;
use tracing_subscriber::{fmt, registry};

/// Sends the last traces when it goes.
pub(crate) struct Teller(Option<SdkTracerProvider>);

impl Drop for Teller {
    fn drop(&mut self) {
        if let Some(Err(error)) = self.0.as_ref().map(SdkTracerProvider::shutdown) {
            tracing::warn!(%error, "the last traces were not sent");
        }
    }
}

/// Begins to tell; a command that answers on the terminal tells of trouble alone.
pub(crate) fn begin(server: &config::Server, quiet: bool) -> Result<Teller, String> {
    let standard = if quiet { "warn" } else { "info" };
    let filter = EnvFilter::try_from_env("SAMPAN_LOG").unwrap_or_else(|_| EnvFilter::new(standard));
    let lines = fmt::layer().with_writer(std::io::stderr);
    let lines = if server.log_json {
        lines.json().boxed()
    } else {
        lines.with_target(false).boxed()
    };
    let collector =
        Some(server.traces.trim_end_matches('/')).filter(|url| !url.is_empty() && !quiet);
    let provider = collector.map(collected).transpose()?;
    let traces = provider.as_ref().map(|provider| {
        let tracer = provider.tracer("sampan");
        let only = Targets::new().with_target(TRACED, tracing::Level::DEBUG);
        tracing_opentelemetry::layer()
            .with_tracer(tracer)
            .with_filter(only)
    });
    registry()
        .with(traces)
        .with(lines.with_filter(filter))
        .init();
    Ok(Teller(provider))
}

/// Traces for a collector. How many are taken, `OTEL_TRACES_SAMPLER` and `OTEL_TRACES_SAMPLER_ARG` say.
fn collected(url: &str) -> Result<SdkTracerProvider, String> {
    // Whoever has set one already has set this one: no other is built in.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let exporter = SpanExporter::builder()
        .with_http()
        .with_endpoint(format!("{url}/v1/traces"))
        .build()
        .map_err(|error| format!("traces {url:?}: {error}; write it like http://127.0.0.1:4318"))?;
    let resource = Resource::builder().with_service_name("sampan").build();
    Ok(SdkTracerProvider::builder()
        .with_resource(resource)
        .with_batch_exporter(exporter)
        .build())
}
