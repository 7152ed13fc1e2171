using Microsoft.Extensions.Logging;

namespace FlowWatch.Cli.Serve;

/// <summary>Writes what one part of the host logs.</summary>
/// <param name="output">Where.</param>
/// <param name="category">The part.</param>
internal sealed class ServeLogger(ServeOutput output, string category) : ILogger
{
    // Whoever started the host is given the exception, and says what to do.
    private const string Host = "Microsoft.Extensions.Hosting.Internal.Host";
    private const string StartFailed = "HostedServiceStartupFaulted";

    private readonly LogLevel lowest = output.IsVerbose && category.StartsWith("FlowWatch.", StringComparison.Ordinal) ? LogLevel.Information : LogLevel.Warning;

    /// <inheritdoc/>
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    /// <inheritdoc/>
    public bool IsEnabled(LogLevel logLevel) => logLevel >= lowest && logLevel != LogLevel.None;

    /// <inheritdoc/>
    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!IsEnabled(logLevel) || (category == Host && eventId.Name == StartFailed)) return;
        var word = logLevel switch { LogLevel.Information => "note", LogLevel.Warning => "warning", _ => "error" };
        output.Warn($"{output.Now} {word}: {formatter(state, exception)}{(exception is null ? "" : $" {exception.GetType().Name}: {exception.Message.Split('\n')[0]}")}");
    }
}
