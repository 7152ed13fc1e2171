using Azure.Monitor.OpenTelemetry.Exporter;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;

namespace FlowWatch.Functions.Hosting;

/// <summary>Traces, metrics and logs by OpenTelemetry.</summary>
public static class FlowWatchTelemetry
{
    private const string AzureMonitor = "APPLICATIONINSIGHTS_CONNECTION_STRING";

    /// <summary>
    /// Sends FlowWatch's traces, metrics and logs to Azure Monitor where <c>APPLICATIONINSIGHTS_CONNECTION_STRING</c> is set, else by OTLP
    /// (<c>OTEL_EXPORTER_OTLP_ENDPOINT</c>). Instrumentation of ASP.NET Core is left out, because the Functions host tells of its requests itself.
    /// </summary>
    /// <param name="services">Where to add.</param>
    /// <param name="configuration">The host's configuration.</param>
    public static IOpenTelemetryBuilder AddFlowWatchTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var telemetry = services.AddOpenTelemetry()
            .WithTracing(traces => traces.AddSource(Traces.Sources))
            .WithMetrics(metrics => metrics.AddMeter(RunMetrics.MeterName))
            .WithLogging(_ => { }, logs => (logs.IncludeFormattedMessage, logs.IncludeScopes) = (true, true));
        return configuration[AzureMonitor] is { Length: > 0 } connection
            ? telemetry.UseAzureMonitorExporter(options => options.ConnectionString = connection)
            : telemetry.UseOtlpExporter();
    }
}
