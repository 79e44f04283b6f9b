#if ENGINE_ORLEANS
using System.Reflection;
using Microsoft.Extensions.DependencyInjection;

namespace Muster.Tests.Cluster.Wire;

/// <summary>Stands before the grains of all silos: notes what arrives there of one call, and answers it in their place.</summary>
internal sealed class Tap
{
    private const string Mark = "tapped";

    private TaskCompletionSource<(SiloAddress Silo, object?[] Arguments)> _arrived = new();
    private object? _answer;

    public void Fit(ISiloBuilder silo)
    {
        silo.Services.AddSingleton(this);
        silo.AddIncomingGrainCallFilter<Filter>();
    }

    /// <summary>Where it arrived, and as what; and what came back.</summary>
    public async Task<(SiloAddress Silo, object?[] Arguments, object? Answer)> Call(object grain, MethodInfo method, object?[] arguments, object? answer)
    {
        (_arrived, _answer) = (new(TaskCreationOptions.RunContinuationsAsynchronously), answer);
        RequestContext.Set(Mark, NameOf(method));
        var call = (Task)method.Invoke(grain, BindingFlags.DoNotWrapExceptions, null, arguments, null)!;
        await call;
        var (silo, arrived) = await _arrived.Task;
        return (silo, arrived, answer is null ? null : call.GetType().GetProperty("Result")!.GetValue(call));
    }

    private static string NameOf(MethodInfo method) => $"{method.DeclaringType}.{method}";

#pragma warning disable CA1812 // Made by the container.
    private sealed class Filter(Tap tap, ILocalSiloDetails silo) : IIncomingGrainCallFilter
    {
        public Task Invoke(IIncomingGrainCallContext context)
        {
            if (RequestContext.Get(Mark) as string != NameOf(context.InterfaceMethod)) return context.Invoke();

            context.Result = tap._answer;
            tap._arrived.SetResult((silo.SiloAddress, [.. Enumerable.Range(0, context.Request.GetArgumentCount()).Select(context.Request.GetArgument)]));
            return Task.CompletedTask;
        }
    }
#pragma warning restore CA1812
}
#endif
