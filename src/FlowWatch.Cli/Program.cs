using FlowWatch.Cli;

using var hangUp = HangUp.Listen();
return await Application.RunAsync(args, Terminal.ForProcess(), hangUp.Token).ConfigureAwait(false);
