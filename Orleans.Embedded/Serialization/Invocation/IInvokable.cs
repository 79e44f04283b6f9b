using System.Reflection;

namespace Orleans.Serialization.Invocation;

/// <summary>A call as a thing: its arguments and its method, for filters.</summary>
public interface IInvokable : IDisposable
{
    object? GetTarget();

    int GetArgumentCount();

    object? GetArgument(int index);

    void SetArgument(int index, object value);

    string GetMethodName();

    string GetInterfaceName();

    MethodInfo GetMethod();

    Type GetInterfaceType();
}
