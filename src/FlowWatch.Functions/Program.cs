using FlowWatch.Functions.Hosting;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Azure.Functions.Worker.OpenTelemetry;
using Microsoft.Extensions.Hosting;

var builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();
builder.Services.AddFlowWatch(builder.Configuration);
builder.Services.AddFlowWatchTelemetry(builder.Configuration).UseFunctionsWorkerDefaults();
await builder.Build().RunAsync().ConfigureAwait(false);
