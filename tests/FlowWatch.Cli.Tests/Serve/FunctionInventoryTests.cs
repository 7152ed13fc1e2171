using System.Reflection;
using System.Reflection.Emit;
using FlowWatch.Cli.Serve;
using FlowWatch.Functions.Hosting;
using Microsoft.Azure.Functions.Worker;

namespace FlowWatch.Cli.Tests.Serve;

public sealed class FunctionInventoryTests
{
    private static readonly FunctionInventory Functions = FunctionInventory.Of(typeof(FlowWatchServices).Assembly);

    [Fact]
    public void Of_TheFunctionApp_FindsEachMarkedMethodOnceAndNoOther()
    {
        var marked = typeof(FlowWatchServices).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Where(code => code.IsDefined(typeof(FunctionAttribute))).Select(code => code.DeclaringType!.Name).Order(StringComparer.Ordinal).ToList();

        Assert.NotEmpty(marked);
        Assert.Equal(marked, Functions.Http.Select(function => function.Code).Concat(Functions.Timers.Select(function => function.Code)).Select(code => code.DeclaringType!.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Of_TheFunctionApp_FindsItsTimersWithSchedulesOfSixFields()
    {
        Assert.Equal(["AlertDispatch", "AnomalyDetection", "ComplianceVerification", "Heartbeat", "SecurityAnalysis"], Functions.Timers.Select(timer => timer.Name));
        Assert.All(Functions.Timers, timer => Assert.Equal(6, timer.Schedule.Split(' ').Length));
    }

    [Theory]
    [InlineData("StartRun", "POST", "checks/{check}/runs", AuthorizationLevel.Function)]
    [InlineData("ListFindings", "GET", "findings", AuthorizationLevel.Function)]
    [InlineData("GetLiveness", "GET", "health/live", AuthorizationLevel.Anonymous)]
    public void Of_TheFunctionApp_TakesRouteMethodAndKeyFromTheTrigger(string name, string method, string route, AuthorizationLevel authorization)
    {
        var function = Assert.Single(Functions.Http, function => function.Name == name);

        Assert.Equal((method, route, authorization), (Assert.Single(function.Methods), function.Route, function.Authorization));
    }

    [Fact]
    public void Of_TheFunctionApp_AnswersNothingButLivenessWithoutAKey() =>
        Assert.Equal(["GetLiveness"], Functions.Http.Where(function => function.Authorization == AuthorizationLevel.Anonymous).Select(function => function.Name));

    [Fact]
    public void Of_ATriggerWithoutRoute_TakesTheName()
    {
        var function = Assert.Single(FunctionInventory.Of(typeof(ProbedRequest).Assembly).Http);

        Assert.Equal(("Unrouted", "Unrouted", AuthorizationLevel.Function), (function.Name, function.Route, function.Authorization));
        Assert.Equal(["GET", "POST"], function.Methods);
    }

    [Fact]
    public void Of_AnAssemblyWithoutFunctions_IsEmpty()
    {
        var functions = FunctionInventory.Of(typeof(Core.Findings.Finding).Assembly);

        Assert.Empty(functions.Http);
        Assert.Empty(functions.Timers);
    }

    [Fact]
    public void Of_TwoFunctionsOfOneName_RefusesAndNamesThem()
    {
        var error = Assert.Throws<InvalidOperationException>(() => FunctionInventory.Of(Made(("First", "Report"), ("Second", "Report"), ("Third", "Other"))));

        Assert.Equal("Two functions are called Report: First.RunAsync and Second.RunAsync. Give one of them another name.", error.Message);
    }

    [Fact]
    public void Of_FunctionsOfDifferentNames_FindsBoth() =>
        Assert.Equal(["Other", "Report"], FunctionInventory.Of(Made(("First", "Report"), ("Second", "Other"))).Timers.Select(timer => timer.Name));

    // An assembly with a class per timer function, as the compiler would make it.
    private static AssemblyBuilder Made(params (string Class, string Function)[] functions)
    {
        var assembly = AssemblyBuilder.DefineDynamicAssembly(new AssemblyName("Made"), AssemblyBuilderAccess.RunAndCollect);
        var module = assembly.DefineDynamicModule("Made");
        foreach (var (name, function) in functions)
        {
            var made = module.DefineType(name, TypeAttributes.Public);
            var code = made.DefineMethod("RunAsync", MethodAttributes.Public, typeof(void), [typeof(TimerInfo)]);
            code.SetCustomAttribute(new CustomAttributeBuilder(typeof(FunctionAttribute).GetConstructor([typeof(string)])!, [function]));
            code.DefineParameter(1, ParameterAttributes.None, "timer").SetCustomAttribute(new CustomAttributeBuilder(typeof(TimerTriggerAttribute).GetConstructor([typeof(string)])!, ["0 * * * * *"]));
            code.GetILGenerator().Emit(OpCodes.Ret);
            made.CreateType();
        }

        return assembly;
    }
}
