using FlowWatch.Cli;

return await Application.RunAsync(args, Terminal.ForProcess(), CancellationToken.None).ConfigureAwait(false);
