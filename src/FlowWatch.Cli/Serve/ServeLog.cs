using Microsoft.Extensions.Logging;

namespace FlowWatch.Cli.Serve;

/// <summary>What the local host logs itself.</summary>
internal static partial class ServeLog
{
    private const int FiredByHandFailedId = 4001;

    [LoggerMessage(FiredByHandFailedId, LogLevel.Error, "{Function}, fired by hand, failed.", EventName = nameof(FiredByHandFailed))]
    public static partial void FiredByHandFailed(ILogger logger, string function, Exception error);
}
