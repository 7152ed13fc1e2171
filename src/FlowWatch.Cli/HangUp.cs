using System.Globalization;
using System.Runtime.InteropServices;

namespace FlowWatch.Cli;

/// <summary>
/// Ends the command in an orderly way when its terminal goes away: working files are removed, as with Ctrl+C. Where whoever
/// started it has it go on without a terminal (<c>nohup</c>), it does.
/// </summary>
internal sealed class HangUp : IDisposable
{
    private const string Status = "/proc/self/status";
    private const string Ignored = "SigIgn:";

    private readonly CancellationTokenSource source = new();
    private readonly PosixSignalRegistration? registration;

    private HangUp()
    {
        if (!OperatingSystem.IsWindows() && !IsIgnored()) registration = PosixSignalRegistration.Create(PosixSignal.SIGHUP, OnSignal);
    }

    /// <summary>Cancelled when the terminal goes away.</summary>
    public CancellationToken Token => source.Token;

    /// <summary>Begins to listen for it.</summary>
    public static HangUp Listen() => new();

    /// <inheritdoc/>
    public void Dispose()
    {
        registration?.Dispose();
        source.Dispose();
    }

    private void OnSignal(PosixSignalContext context)
    {
        context.Cancel = true;
        source.Cancel();
    }

    // A bit for each signal that is ignored, in hexadecimal: proc_pid_status(5). The first is that of SIGHUP.
    private static bool IsIgnored()
    {
        if (!File.Exists(Status)) return false;
        var line = File.ReadLines(Status).FirstOrDefault(line => line.StartsWith(Ignored, StringComparison.Ordinal));
        return line is not null && ulong.TryParse(line[Ignored.Length..].Trim(), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var signals) && (signals & 1) != 0;
    }
}
