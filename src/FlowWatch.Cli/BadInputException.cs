namespace FlowWatch.Cli;

/// <summary>Something the user gave cannot be used; the message names it and says what to do. Ends the command with <see cref="ExitCode.BadInput"/>.</summary>
internal sealed class BadInputException(string message) : Exception(message);
