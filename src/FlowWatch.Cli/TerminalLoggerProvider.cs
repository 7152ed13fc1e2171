using FlowWatch.Core.Reports;
using Microsoft.Extensions.Logging;

namespace FlowWatch.Cli;

/// <summary>Shows what adapters log as plain lines on standard error.</summary>
/// <param name="terminal">Where to.</param>
internal sealed class TerminalLoggerProvider(Terminal terminal) : ILoggerProvider
{
    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) => new TerminalLogger(terminal);

    /// <inheritdoc/>
    public void Dispose()
    {
        // The terminal is not this provider's.
    }

    private sealed class TerminalLogger(Terminal terminal) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var prefix = logLevel >= LogLevel.Warning ? "warning: " : "";
            lock (terminal.Error) terminal.Error.WriteLine($"{prefix}{VisibleText.Of(formatter(state, exception))}");
        }
    }
}
