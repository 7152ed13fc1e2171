using System.Text;
using Microsoft.Extensions.Time.Testing;

namespace FlowWatch.Cli.Tests;

/// <summary>One run of the command in this process, and what came of it.</summary>
internal sealed record CommandRun(int ExitCode, byte[] Data, string Error)
{
    public static readonly DateTimeOffset Now = new(2026, 1, 5, 13, 0, 0, TimeSpan.Zero);

    public string Output => Encoding.UTF8.GetString(Data);

    public static Task<CommandRun> OfAsync(params string[] arguments) => WithAsync(arguments);

    public static async Task<CommandRun> WithAsync(string[] arguments, Stream? input = null, CancellationToken cancellationToken = default)
    {
        using var output = new MemoryStream();
        var (code, error) = await ToAsync(output, arguments, input, cancellationToken: cancellationToken);
        return new CommandRun(code, output.ToArray(), error);
    }

    /// <summary>A run in a folder, with environment variables.</summary>
    public static async Task<CommandRun> InAsync(TemporaryFolder folder, IReadOnlyDictionary<string, string> variables, params string[] arguments)
    {
        using var output = new MemoryStream();
        var (code, error) = await ToAsync(output, arguments, folder: folder.Path, variables: variables);
        return new CommandRun(code, output.ToArray(), error);
    }

    public static async Task<(int ExitCode, string Error)> ToAsync(
        Stream output, string[] arguments, Stream? input = null, string? folder = null, IReadOnlyDictionary<string, string>? variables = null, CancellationToken cancellationToken = default)
    {
        using var error = new StringWriter { NewLine = "\n" };
        var terminal = new Terminal
        {
            Output = output,
            Error = error,
            Input = input ?? Stream.Null,
            IsOutputRedirected = true,
            IsErrorRedirected = true,
            Environment = name => variables?.GetValueOrDefault(name),
            Variables = () => variables ?? new Dictionary<string, string>(),
            Folder = folder ?? AppContext.BaseDirectory,
            Time = new FakeTimeProvider(Now),
        };
        var code = await Application.RunAsync(arguments, terminal, cancellationToken);
        return (code, error.ToString());
    }
}
