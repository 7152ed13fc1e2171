using System.Text;
using FlowWatch.Core.Alerts;
using FlowWatch.Core.Reports;

namespace FlowWatch.Local.Alerts;

/// <summary>
/// Appends alerts to a file, one JSON object a line. Several processes may append to one file: each locks it while it writes. A line that a
/// process left unfinished when it was killed is ended first, so it spoils itself only.
/// </summary>
/// <param name="time">Tells how long to wait for another process.</param>
public sealed class FileAlertChannel(TimeProvider time) : IAlertChannel
{
    /// <summary>The most bytes of a line.</summary>
    public const int MostBytes = 1 << 20;

    private const int Tries = 100;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Delivery>> SendAsync(string address, IReadOnlyList<AlertMessage> messages, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(messages);
        var (outcome, detail) = AlertAddress.PathOf(address) is { } path
            ? await AppendAsync(path, messages, cancellationToken).ConfigureAwait(false)
            : (DeliveryOutcome.Refused, $"'{VisibleText.Of(address)}' is not the address of a file (file:/PATH). Correct it in the settings.");
        return [.. messages.Select(message => new Delivery(message.Id, address, outcome, detail))];
    }

    private async Task<(DeliveryOutcome Outcome, string Detail)> AppendAsync(string path, IReadOnlyList<AlertMessage> messages, CancellationToken cancellationToken)
    {
        using var lines = new MemoryStream();
        foreach (var message in messages)
        {
            lines.Write(AlertJson.Of(message, MostBytes));
            lines.WriteByte((byte)'\n');
        }

        try
        {
            var stream = await OpenAsync(path, cancellationToken).ConfigureAwait(false);
            await using (stream.ConfigureAwait(false))
            {
                await EndLineAsync(stream, cancellationToken).ConfigureAwait(false);
                await stream.WriteAsync(lines.GetBuffer().AsMemory(0, (int)lines.Length), CancellationToken.None).ConfigureAwait(false);
                stream.Flush(flushToDisk: true);
            }

            return (DeliveryOutcome.Accepted, "appended");
        }
        catch (OperationCanceledException)
        {
            return (DeliveryOutcome.TryLater, "not written: the run was stopped");
        }
        catch (DirectoryNotFoundException)
        {
            return (DeliveryOutcome.Refused, $"the folder of {VisibleText.Of(path)} does not exist; make it, or correct the address in the settings");
        }
        catch (UnauthorizedAccessException)
        {
            return (DeliveryOutcome.Refused, $"{VisibleText.Of(path)} may not be written; allow it to the user that FlowWatch runs as, or correct the address in the settings");
        }
        catch (IOException error)
        {
            return (DeliveryOutcome.TryLater, $"{VisibleText.Of(path)} could not be written: {VisibleText.Of(error.Message.TrimEnd('.'))}");
        }
    }

    private async Task<FileStream> OpenAsync(string path, CancellationToken cancellationToken)
    {
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None, BufferSize = 0 };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead;
        for (var attempt = 1; ; attempt++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                return new FileStream(path, options);
            }
            catch (IOException error) when (attempt < Tries && error is not (DirectoryNotFoundException or FileNotFoundException or PathTooLongException))
            {
                // Another process is writing; it takes milliseconds.
                await Task.Delay(Pause, time, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private static async Task EndLineAsync(FileStream stream, CancellationToken cancellationToken)
    {
        if (stream.Length > 0)
        {
            stream.Position = stream.Length - 1;
            var last = new byte[1];
            if (await stream.ReadAsync(last, cancellationToken).ConfigureAwait(false) == 1 && last[0] != '\n') await stream.WriteAsync(Encoding.ASCII.GetBytes("\n"), cancellationToken).ConfigureAwait(false);
        }

        stream.Position = stream.Length;
    }
}
