using Microsoft.Extensions.Logging;

namespace FlowWatch.Cli.Serve;

/// <summary>Has warnings and errors of the host said on standard error; with details, what is less than that too.</summary>
/// <param name="output">Where.</param>
internal sealed class ServeLoggerProvider(ServeOutput output) : ILoggerProvider
{
    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) => new ServeLogger(output, categoryName);

    /// <inheritdoc/>
    public void Dispose()
    {
        // Holds nothing.
    }
}
