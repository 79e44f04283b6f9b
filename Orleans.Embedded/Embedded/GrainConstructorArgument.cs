using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;

namespace Orleans.Embedded;

/// <summary>Where a grain constructor's arguments come from: stored state, the grain's own context, or the services.</summary>
internal static class GrainConstructorArgument
{
    public static Func<Activation, object?> For(ParameterInfo parameter)
    {
        var type = parameter.ParameterType;
        if (parameter.GetCustomAttribute<PersistentStateAttribute>() is { } stored)
        {
            return StoredState(type, stored, parameter);
        }

        if (type == typeof(IGrainContext))
        {
            return activation => activation;
        }

        if (parameter.GetCustomAttribute<FromKeyedServicesAttribute>() is { } keyed)
        {
            return parameter.HasDefaultValue
                ? activation => ((IKeyedServiceProvider)activation.ActivationServices).GetKeyedService(type, keyed.Key) ?? parameter.DefaultValue
                : activation => activation.ActivationServices.GetRequiredKeyedService(type, keyed.Key);
        }

        return parameter.HasDefaultValue
            ? activation => activation.ActivationServices.GetService(type) ?? parameter.DefaultValue
            : activation => activation.ActivationServices.GetRequiredService(type);
    }

    private static Func<Activation, object?> StoredState(Type type, PersistentStateAttribute stored, ParameterInfo parameter)
    {
        if (!type.IsGenericType || type.GetGenericTypeDefinition() != typeof(IPersistentState<>))
        {
            throw new InvalidOperationException($"[PersistentState] stands on {parameter.Member.DeclaringType}'s parameter {parameter.Name}, which is no IPersistentState<T>");
        }

        var create = typeof(PersistentState<>).MakeGenericType(type.GetGenericArguments())
            .GetMethod(nameof(PersistentState<>.Create), BindingFlags.Static | BindingFlags.Public)!
            .CreateDelegate<Func<Activation, PersistentStateAttribute, object>>();
        return activation => create(activation, stored);
    }
}
