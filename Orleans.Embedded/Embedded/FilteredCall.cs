using System.Reflection;
using Orleans.Runtime;
using Orleans.Serialization.Invocation;

namespace Orleans.Embedded;

/// <summary>A call on its way through the silo's filters, the grain's own filter and at last the method (Orleans' GrainMethodInvoker).</summary>
internal sealed class FilteredCall : IIncomingGrainCallContext
{
    private readonly GrainRequest _request;
    private readonly IRequestHost _host;
    private int _stage;

    private FilteredCall(GrainRequest request, IRequestHost host)
    {
        _request = request;
        _host = host;
    }

    public IInvokable Request => _request;

    public object Grain => _host.Instance!;

    public GrainId? SourceId => _request.Caller is IGrainContext caller ? caller.GrainId : null;

    public GrainId TargetId => _request.TargetId;

    public IGrainContext TargetContext => _host.GrainContext!;

    public GrainInterfaceType InterfaceType => GrainInterfaceType.Create(InterfaceName);

    public string InterfaceName => _request.GetInterfaceName();

    public string MethodName => _request.Method.Name;

    public MethodInfo InterfaceMethod => _request.Method.Method;

    public MethodInfo ImplementationMethod
    {
        get
        {
            if (!_request.Method.InterfaceType.IsInstanceOfType(Grain))
            {
                return InterfaceMethod; // a timer's tick
            }

            var map = Grain.GetType().GetInterfaceMap(_request.Method.Method.DeclaringType!);
            return map.TargetMethods[Array.IndexOf(map.InterfaceMethods, InterfaceMethod)];
        }
    }

    public Response? Response { get; set; }

    public object? Result
    {
        get => Response?.Result;
        set => Response = Response.FromResult(value);
    }

    public static async Task Run(GrainRequest request, IRequestHost host)
    {
        request.Host = host;
        var call = new FilteredCall(request, host);
        try
        {
            await call.Invoke();
            request.Take(call.Response
                ?? throw new InvalidOperationException("A filter neither invoked the call nor gave it a result"));
        }
#pragma warning disable CA1031 // Whatever the grain or a filter throws crosses to the caller.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            request.Fail(failure);
        }

        host.Completed(request);
    }

    public async Task Invoke()
    {
        var filters = _host.Engine.Filters;
        var stage = _stage++;
        if (stage < filters.Length)
        {
            await filters[stage].Invoke(this);
        }
        else if (stage == filters.Length && Grain is IIncomingGrainCallFilter own)
        {
            await own.Invoke(this);
        }
        else
        {
            Response = await _request.Invoke(Grain);
        }
    }
}
