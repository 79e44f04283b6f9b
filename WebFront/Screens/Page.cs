using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace Muster.WebFront.Screens;

/// <summary>A whole page, rendered in the reader's language. Of the component model it uses the rendering alone: no script, no session.</summary>
internal sealed class Page<TComponent>(IReadOnlyDictionary<string, object?> parameters, int status = StatusCodes.Status200OK) : IResult
    where TComponent : IComponent
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        Languages.Choose(httpContext.Request);
        await using var renderer = new HtmlRenderer(httpContext.RequestServices, httpContext.RequestServices.GetRequiredService<ILoggerFactory>());
        var html = await renderer.Dispatcher.InvokeAsync(async () =>
            (await renderer.RenderComponentAsync<TComponent>(ParameterView.FromDictionary(parameters.ToDictionary()))).ToHtmlString());

        httpContext.Response.StatusCode = status;
        httpContext.Response.ContentType = "text/html; charset=utf-8";
        await httpContext.Response.WriteAsync(html, httpContext.RequestAborted);
    }
}
