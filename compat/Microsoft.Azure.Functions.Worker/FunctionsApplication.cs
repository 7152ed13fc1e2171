namespace Microsoft.Azure.Functions.Worker.Builder;

/// <summary>Where an Azure Functions worker begins.</summary>
public class FunctionsApplication
{
    public static FunctionsApplicationBuilder CreateBuilder(string[] args) => new(args);
}
